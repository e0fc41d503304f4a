package safeconduct.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.caller.Actor;
import safeconduct.caller.AgentName;
import safeconduct.caller.Caller;
import safeconduct.caller.TaskId;
import safeconduct.kernel.FakeTime;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Json;

class TaskTokensTest {

    private static final String ISSUER = "http://127.0.0.1:7070";
    private static final String DOOR = ISSUER + "/mcp";
    private static final TaskId TASK = new TaskId("tsk_01kb3v6h2m8q0r4s6t8v0w2x4y");
    private static final Caller CALLER = new Caller(
            TASK,
            new Actor.Agent(new AgentName("helper"), "ins_2", "spiffe://local/helper"),
            List.of(
                    new Actor.Agent(new AgentName("support"), "ins_1", "spiffe://local/support"),
                    new Actor.Human("alice", "https://idp.example", List.of("staff"))));

    @TempDir
    private Path folder;

    private final FakeTime time = new FakeTime();
    private final Set<TaskId> living = new HashSet<>(Set.of(TASK));
    private KeyRing keys;
    private TaskTokens tokens;

    @BeforeEach
    void start() {
        keys = KeyRing.open(folder.resolve("keys"), SigningKey.Algorithm.ES256, time.now());
        tokens = tokens(keys);
    }

    private TaskTokens tokens(KeyRing ring) {
        return new TaskTokens(
                new TaskTokens.Settings(ISSUER, List.of(DOOR), Duration.ofMinutes(5)),
                ring,
                token -> living.contains(token.task()),
                new Ids(time, new Random(1)),
                time);
    }

    private String issued() {
        return tokens.issue(CALLER, "thumbprint", List.of(), time.now().plusSeconds(3600))
                .compact();
    }

    private void assertRejected(String token) {
        assertFalse(tokens.verify(token) instanceof TaskTokens.Verification.Verified, token);
    }

    @ParameterizedTest
    @EnumSource(SigningKey.Algorithm.class)
    void whatIsIssuedIsVerified(SigningKey.Algorithm algorithm) {
        TaskTokens mine = tokens(KeyRing.open(folder.resolve(algorithm.word()), algorithm, time.now()));
        TaskTokens.Issued issued =
                mine.issue(CALLER, "thumbprint", List.of(), time.now().plusSeconds(3600));
        for (int i = 0; i < 2; i++) { // The second time from memory.
            var verified = assertInstanceOf(TaskTokens.Verification.Verified.class, mine.verify(issued.compact()));
            assertEquals(issued.token(), verified.token());
        }
    }

    @Test
    void namesTheUserAndTheChainOfAgents() {
        Jws jws = Jws.parse(issued());
        assertEquals("at+jwt", jws.type());
        assertEquals("alice", jws.claims().path("sub").asText());
        assertEquals("helper", jws.claims().path("client_id").asText());
        assertEquals("spiffe://local/helper", jws.claims().at("/act/sub").asText());
        assertEquals("spiffe://local/support", jws.claims().at("/act/act/sub").asText());
        assertEquals("thumbprint", jws.claims().at("/cnf/jkt").asText());
        assertEquals(DOOR, jws.claims().at("/aud/0").asText());
        assertEquals(TASK.value(), jws.claims().path("task").asText());
    }

    @Test
    void diesWithItsTask() {
        String token = issued();
        assertInstanceOf(TaskTokens.Verification.Verified.class, tokens.verify(token));
        living.clear();
        assertRejected(token);
    }

    @Test
    void diesAtItsHour() {
        String token = issued();
        time.advance(Duration.ofSeconds(299));
        assertInstanceOf(TaskTokens.Verification.Verified.class, tokens.verify(token));
        time.advance(Duration.ofSeconds(1));
        assertRejected(token);
    }

    @Test
    void doesNotOutliveTheDeadlineOfItsTask() {
        TaskTokens.Issued issued =
                tokens.issue(CALLER, "t", List.of(), time.now().plusSeconds(20));
        assertEquals(time.now().plusSeconds(20), issued.token().expires());
        Instant deadline = time.now();
        assertThrows(Fault.class, () -> tokens.issue(CALLER, "t", List.of(), deadline));
    }

    @Test
    void isOnlyForDoorsOfOurs() {
        Instant later = time.now().plusSeconds(60);
        assertThrows(Fault.class, () -> tokens.issue(CALLER, "t", List.of("https://evil.example"), later));
    }

    record Attack(String name, Function<TaskTokensTest, String> token) {
        @Override
        public String toString() {
            return name;
        }
    }

    private ObjectNode claims() {
        return Jws.parse(issued()).claims();
    }

    private String resigned(Function<ObjectNode, ObjectNode> change) {
        return keys.signing().sign("at+jwt", change.apply(claims()));
    }

    private String headed(String header) {
        return Forge.signed(keys.signing(), header, claims().toString());
    }

    static Stream<Attack> attacks() {
        return Stream.of(
                new Attack("empty", t -> ""),
                new Attack("dots", t -> ".."),
                new Attack("five parts", t -> "a.b.c.d.e"),
                new Attack("endless", t -> "a".repeat(1_000_000)),
                new Attack("broken signature", t -> Forge.broken(t.issued())),
                new Attack(
                        "signature cut off",
                        t -> t.issued().substring(0, t.issued().lastIndexOf('.') + 1)),
                new Attack("padding", t -> t.issued() + "="),
                new Attack("white space", t -> t.issued() + "\n"),
                new Attack(
                        "alg none",
                        t -> Forge.unsigned(
                                "{\"alg\":\"none\",\"typ\":\"at+jwt\"}",
                                t.claims().toString())),
                new Attack(
                        "alg None",
                        t -> Forge.unsigned(
                                "{\"alg\":\"nOnE\",\"typ\":\"at+jwt\",\"kid\":\""
                                        + t.keys.signing().id() + "\"}",
                                t.claims().toString())),
                new Attack(
                        "HS256 with the public key",
                        t -> Forge.hmac(
                                "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\""
                                        + t.keys.signing().id() + "\"}",
                                t.claims().toString(),
                                Json.text(t.keys.signing().publicJson()).getBytes(StandardCharsets.UTF_8))),
                new Attack(
                        "another algorithm of the key",
                        t -> t.headed("{\"alg\":\"ES384\",\"typ\":\"at+jwt\",\"kid\":\""
                                + t.keys.signing().id() + "\"}")),
                new Attack(
                        "no algorithm",
                        t -> t.headed("{\"typ\":\"at+jwt\",\"kid\":\""
                                + t.keys.signing().id() + "\"}")),
                new Attack(
                        "unknown key",
                        t -> SigningKey.generate(SigningKey.Algorithm.ES256, t.time.now())
                                .sign("at+jwt", t.claims())),
                new Attack(
                        "key of another, under our name",
                        t -> Forge.signed(
                                SigningKey.generate(SigningKey.Algorithm.ES256, t.time.now()),
                                Forge.header(t.keys.signing(), "at+jwt").toString(),
                                t.claims().toString())),
                new Attack(
                        "key in the header",
                        t -> t.headed(Forge.header(t.keys.signing(), "at+jwt")
                                .set("jwk", t.keys.signing().publicJson())
                                .toString())),
                new Attack(
                        "jku",
                        t -> t.headed(Forge.header(t.keys.signing(), "at+jwt")
                                .put("jku", "https://evil.example")
                                .toString())),
                new Attack(
                        "x5u",
                        t -> t.headed(Forge.header(t.keys.signing(), "at+jwt")
                                .put("x5u", "https://evil.example")
                                .toString())),
                new Attack(
                        "crit",
                        t -> t.headed(Forge.header(t.keys.signing(), "at+jwt")
                                .set("crit", Json.array().add("exp"))
                                .toString())),
                new Attack(
                        "kid that is a path",
                        t -> t.headed(Forge.header(t.keys.signing(), "at+jwt")
                                .put("kid", "../../etc/passwd")
                                .toString())),
                new Attack(
                        "kid that is a number",
                        t -> t.headed(Forge.header(t.keys.signing(), "at+jwt")
                                .put("kid", 1)
                                .toString())),
                new Attack("type of an identity token", t -> t.keys.signing().sign("JWT", t.claims())),
                new Attack("type of a proof", t -> t.keys.signing().sign("dpop+jwt", t.claims())),
                new Attack("another issuer", t -> t.resigned(claims -> claims.put("iss", "https://evil.example"))),
                new Attack("issuer with a slash more", t -> t.resigned(claims -> claims.put("iss", ISSUER + "/"))),
                new Attack("no task", t -> t.resigned(claims -> claims.without("task"))),
                new Attack("malformed task", t -> t.resigned(claims -> claims.put("task", "tsk_1"))),
                new Attack(
                        "task of another",
                        t -> t.resigned(claims -> claims.put("task", "tsk_01kb3v6h2m8q0r4s6t8v0w2x4z"))),
                new Attack("no expiry", t -> t.resigned(claims -> claims.without("exp"))),
                new Attack("expiry as text", t -> t.resigned(claims -> claims.put("exp", "9999999999"))),
                new Attack("lives for years", t -> t.resigned(claims -> claims.put("exp", 9_999_999_999L))),
                new Attack(
                        "expires after the end of time",
                        t -> Forge.signed(
                                t.keys.signing(),
                                Forge.header(t.keys.signing(), "at+jwt").toString(),
                                t.claims().put("exp", Double.MAX_VALUE).toString())),
                new Attack(
                        "from the future",
                        t -> t.resigned(claims -> claims.put("iat", t.time.now().getEpochSecond() + 60)
                                .put("exp", t.time.now().getEpochSecond() + 120))),
                new Attack("no key bound", t -> t.resigned(claims -> claims.without("cnf"))),
                new Attack("audience is a number", t -> t.resigned(claims -> claims.put("aud", 1))),
                new Attack("audience is empty", t -> t.resigned(claims -> claims.set("aud", Json.array()))),
                new Attack(
                        "a claim twice",
                        t -> Forge.signed(
                                t.keys.signing(),
                                Forge.header(t.keys.signing(), "at+jwt").toString(),
                                t.claims().toString().replaceFirst("\\{", "{\"task\":\"tsk_x\","))),
                new Attack(
                        "claims that are a list",
                        t -> Forge.signed(
                                t.keys.signing(),
                                Forge.header(t.keys.signing(), "at+jwt").toString(),
                                "[]")),
                new Attack(
                        "nested deeply",
                        t -> Forge.signed(
                                t.keys.signing(),
                                Forge.header(t.keys.signing(), "at+jwt").toString(),
                                "{\"a\":" + "[".repeat(2000) + "]".repeat(2000) + "}")));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void refuses(Attack attack) {
        assertRejected(attack.token().apply(this));
        assertInstanceOf(TaskTokens.Verification.Verified.class, tokens.verify(issued()));
    }

    @Test
    void answersAnythingWithoutThrowing() {
        long seed = Long.getLong("seed", time.now().getEpochSecond());
        Random random = new Random(seed);
        String good = issued();
        for (int i = 0; i < 2_000; i++) {
            StringBuilder changed = new StringBuilder(good);
            for (int j = random.nextInt(1, 4); j > 0; j--) {
                changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(128));
            }
            if (!changed.toString().equals(good)) {
                assertInstanceOf(
                        TaskTokens.Verification.Rejected.class, tokens.verify(changed.toString()), "seed " + seed);
            }
        }
    }

    @Test
    void anOldKeyVerifiesUntilItsLastTokenIsDead() {
        String old = issued();
        SigningKey first = keys.signing();
        time.advance(Duration.ofMinutes(4));
        keys.rotate(time.now());
        assertEquals(2, keys.jwks().path("keys").size());
        assertInstanceOf(TaskTokens.Verification.Verified.class, tokens.verify(old));
        assertEquals(keys.signing().id(), Jws.parse(issued()).keyId());
        time.advance(KeyRing.KEEP);
        keys.prune(time.now());
        assertEquals(1, keys.jwks().path("keys").size());
        assertFalse(Files.exists(folder.resolve("keys").resolve(first.id() + ".jwk")));
    }

    @Test
    void aRestartKeepsTheKeys() {
        String token = issued();
        keys.rotate(time.now());
        tokens = tokens(KeyRing.open(folder.resolve("keys"), SigningKey.Algorithm.ES256, time.now()));
        assertInstanceOf(TaskTokens.Verification.Verified.class, tokens.verify(token));
    }

    @Test
    void aKeyIsForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("keys").resolve(keys.signing().id() + ".jwk");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThrows(Fault.class, () -> KeyRing.open(folder.resolve("keys"), SigningKey.Algorithm.ES256, time.now()));
    }

    @Test
    void publishesNoPrivatePart() {
        for (SigningKey.Algorithm algorithm : SigningKey.Algorithm.values()) {
            SigningKey key = SigningKey.generate(algorithm, time.now());
            assertFalse(key.publicJson().has("d"));
            assertFalse(key.toString().contains(key.privateText().reveal()));
            assertTrue(key.privateText().reveal().contains("\"d\""));
        }
    }
}
