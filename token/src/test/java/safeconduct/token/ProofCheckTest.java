package safeconduct.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.kernel.FakeTime;
import safeconduct.kernel.Json;

class ProofCheckTest {

    private static final String URL = "http://127.0.0.1:7070/mcp";
    private static final String TOKEN = "the.task.token";

    private final FakeTime time = new FakeTime();
    private final SigningKey key = SigningKey.generate(SigningKey.Algorithm.ES256, time.now());
    private final ProofMaker maker = new ProofMaker(key, time);
    private ProofCheck check;

    @BeforeEach
    void start() {
        check = new ProofCheck(time, false);
        time.advance(Duration.ofSeconds(2));
    }

    private ProofCheck.Proof shown(String proof) {
        return check.check(
                new ProofCheck.Shown(proof, "POST", Set.of(URL, "http://localhost:7070/mcp"), Optional.of(TOKEN)));
    }

    private String good() {
        return maker.proof("POST", URL, Optional.of(TOKEN), Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(SigningKey.Algorithm.class)
    void aProofProvesItsKey(SigningKey.Algorithm algorithm) {
        ProofMaker mine = new ProofMaker(SigningKey.generate(algorithm, time.now()), time);
        ProofCheck.Proof proof = shown(mine.proof("POST", URL, Optional.of(TOKEN), Optional.empty()));
        assertEquals(new ProofCheck.Proof.Proven(mine.thumbprint()), proof);
    }

    @Test
    void aProofWorksOnce() {
        String proof = good();
        assertInstanceOf(ProofCheck.Proof.Proven.class, shown(proof));
        assertInstanceOf(ProofCheck.Proof.Refused.class, shown(proof));
        time.advance(ProofCheck.WINDOW);
        assertInstanceOf(ProofCheck.Proof.Refused.class, shown(proof));
        time.advance(Duration.ofSeconds(2)); // Forgotten now, but too old.
        assertInstanceOf(ProofCheck.Proof.Refused.class, shown(proof));
    }

    @Test
    void aRestartForgetsNothing() {
        String proof = good();
        assertInstanceOf(ProofCheck.Proof.Proven.class, shown(proof));
        check = new ProofCheck(time, false);
        var refused = assertInstanceOf(ProofCheck.Proof.Refused.class, shown(proof));
        assertEquals("use_dpop_nonce", refused.error());
        String again = maker.proof("POST", URL, Optional.of(TOKEN), Optional.of(check.nonce()));
        assertInstanceOf(ProofCheck.Proof.Proven.class, shown(again));
    }

    @Test
    void aFullMemoryRefuses() {
        check = new ProofCheck(time, false, 2);
        time.advance(Duration.ofSeconds(2));
        assertInstanceOf(ProofCheck.Proof.Proven.class, shown(good()));
        assertInstanceOf(ProofCheck.Proof.Proven.class, shown(good()));
        assertInstanceOf(ProofCheck.Proof.Refused.class, shown(good()));
        time.advance(ProofCheck.WINDOW.plusSeconds(2));
        assertInstanceOf(ProofCheck.Proof.Proven.class, shown(good()));
    }

    @Test
    void aNonceIsOursAndNotOld() {
        check = new ProofCheck(time, true);
        assertEquals("use_dpop_nonce", ((ProofCheck.Proof.Refused) shown(good())).error());
        String nonce = check.nonce();
        assertInstanceOf(
                ProofCheck.Proof.Proven.class, shown(maker.proof("POST", URL, Optional.of(TOKEN), Optional.of(nonce))));
        assertEquals(
                "use_dpop_nonce",
                ((ProofCheck.Proof.Refused) shown(maker.proof("POST", URL, Optional.of(TOKEN), Optional.of("made up"))))
                        .error());
        time.advance(Duration.ofMinutes(5));
        assertEquals(
                "use_dpop_nonce",
                ((ProofCheck.Proof.Refused) shown(maker.proof("POST", URL, Optional.of(TOKEN), Optional.of(nonce))))
                        .error());
    }

    record Url(String made, String shown, boolean same) {}

    static Stream<Url> urls() {
        return Stream.of(
                new Url("http://127.0.0.1:7070/mcp", URL, true),
                new Url("HTTP://127.0.0.1:7070/mcp", URL, true),
                new Url("http://localhost:7070/mcp", URL, true),
                new Url("http://127.0.0.1:7070/mcp?a=b#c", URL, true),
                new Url("http://127.0.0.1:7070/x/../mcp", URL, true),
                new Url("http://127.0.0.1:7071/mcp", URL, false),
                new Url("http://127.0.0.1/mcp", URL, false),
                new Url("https://127.0.0.1:7070/mcp", URL, false),
                new Url("http://127.0.0.1:7070/mcp/", URL, false),
                new Url("http://127.0.0.1:7070/MCP", URL, false),
                new Url("http://evil.example:7070/mcp", URL, false),
                new Url("http://127.0.0.1:7070@evil.example/mcp", URL, false),
                new Url("/mcp", URL, false),
                new Url("file:///mcp", URL, false),
                new Url("not a url", URL, false));
    }

    @ParameterizedTest
    @MethodSource("urls")
    void comparesUrls(Url row) {
        ObjectNode claims = claims().put("htu", row.made());
        assertEquals(row.same(), shown(signed(header(), claims)) instanceof ProofCheck.Proof.Proven);
    }

    private ObjectNode claims() {
        return Jws.parseProof(good()).claims();
    }

    private ObjectNode header() {
        return Jws.parseProof(good()).header();
    }

    private String signed(ObjectNode header, ObjectNode claims) {
        return Forge.signed(key, header.toString(), claims.toString());
    }

    record Attack(String name, Function<ProofCheckTest, String> proof) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Attack header(String name, Function<ObjectNode, ?> change) {
        return new Attack(name, t -> {
            ObjectNode header = t.header();
            var _ = change.apply(header);
            return t.signed(header, t.claims());
        });
    }

    private static Attack claims(String name, Function<ObjectNode, ?> change) {
        return new Attack(name, t -> {
            ObjectNode claims = t.claims();
            var _ = change.apply(claims);
            return t.signed(t.header(), claims);
        });
    }

    static Stream<Attack> attacks() {
        return Stream.of(
                new Attack("empty", t -> ""),
                new Attack("broken signature", t -> Forge.broken(t.good())),
                new Attack(
                        "alg none",
                        t -> Forge.unsigned(
                                t.header().put("alg", "none").toString(),
                                t.claims().toString())),
                new Attack(
                        "HS256 with the public key",
                        t -> Forge.hmac(
                                t.header().put("alg", "HS256").toString(),
                                t.claims().toString(),
                                t.header().path("jwk").toString().getBytes(StandardCharsets.UTF_8))),
                new Attack(
                        "symmetric key",
                        t -> Forge.hmac(
                                t.header()
                                        .put("alg", "HS256")
                                        .set("jwk", Json.parse("{\"kty\":\"oct\",\"k\":\"" + "A".repeat(43) + "\"}"))
                                        .toString(),
                                t.claims().toString(),
                                new byte[32])),
                new Attack(
                        "private key shown",
                        t -> t.signed(
                                t.header()
                                        .set(
                                                "jwk",
                                                Json.parseObject(
                                                        t.key.privateText().bytes())),
                                t.claims())),
                new Attack("key of another", t -> {
                    ObjectNode other = SigningKey.generate(SigningKey.Algorithm.ES256, t.time.now())
                            .publicJson();
                    return t.signed(t.header().set("jwk", other), t.claims());
                }),
                new Attack("point that is not on the curve", t -> {
                    ObjectNode header = t.header();
                    ((ObjectNode) header.path("jwk")).put("y", "A".repeat(43));
                    return t.signed(header, t.claims());
                }),
                header("no key", header -> header.remove("jwk")),
                header("key that is text", header -> header.put("jwk", "x")),
                header("another type", header -> header.put("typ", "JWT")),
                header("no type", header -> header.remove("typ")),
                header("algorithm of another curve", header -> header.put("alg", "ES384")),
                header("RS256 with our key", header -> header.put("alg", "RS256")),
                header("crit", header -> header.set("crit", Json.array().add("x"))),
                claims("another method", claims -> claims.put("htm", "GET")),
                claims("method in another case", claims -> claims.put("htm", "post")),
                claims("no method", claims -> claims.remove("htm")),
                claims("no url", claims -> claims.remove("htu")),
                claims("another token", claims -> claims.put("ath", ProofCheck.hash("another"))),
                claims("no token", claims -> claims.remove("ath")),
                claims("no time", claims -> claims.remove("iat")),
                claims("time as text", claims -> claims.put("iat", "1")),
                claims("too old", claims -> claims.put("iat", claims.path("iat").asLong() - 61)),
                claims(
                        "from the future",
                        claims -> claims.put("iat", claims.path("iat").asLong() + 61)),
                claims("time without end", claims -> claims.put("iat", 1e300)),
                claims("no id", claims -> claims.remove("jti")),
                claims("endless id", claims -> claims.put("jti", "x".repeat(300))),
                claims("id that is a number", claims -> claims.put("jti", 1)),
                claims("nonce that is a number", claims -> claims.put("nonce", 1)));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void refuses(Attack attack) {
        assertInstanceOf(ProofCheck.Proof.Refused.class, shown(attack.proof().apply(this)));
        assertInstanceOf(ProofCheck.Proof.Proven.class, shown(good()));
    }

    @Test
    void answersAnythingWithoutThrowing() {
        long seed = Long.getLong("seed", time.now().getEpochSecond());
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String proof = good();
            StringBuilder changed = new StringBuilder(proof);
            changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(128));
            boolean same = changed.toString().equals(proof);
            assertEquals(same, shown(changed.toString()) instanceof ProofCheck.Proof.Proven, "seed " + seed);
        }
    }
}
