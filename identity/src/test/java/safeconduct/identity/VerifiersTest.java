package safeconduct.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.caller.Identity;
import safeconduct.caller.IdentityVerifier;
import safeconduct.caller.IdentityVerifier.Evidence;
import safeconduct.caller.IdentityVerifier.Verification;
import safeconduct.kernel.FakeTime;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;
import safeconduct.token.SigningKey;

/** One contract for all verifiers of signed tokens; each row runs against each of them. */
class VerifiersTest {

    private static final String US = "http://127.0.0.1:7070";

    @TempDir
    private Path folder;

    private final FakeTime time = new FakeTime();
    private SigningKey key;
    private Path jwks;
    private Path keyFile;

    @BeforeEach
    void start() throws IOException {
        keyFile = folder.resolve("local.key");
        LocalIdentity.create(keyFile, time.now());
        key = safeconduct.token.KeyFile.read(keyFile);
        jwks = folder.resolve("jwks.json");
        publish(key);
    }

    private void publish(SigningKey... keys) throws IOException {
        ObjectNode set = Json.object();
        var list = set.putArray("keys");
        list.addObject().put("kty", "oct").put("k", "AAAA"); // Passed over.
        list.addObject().put("kty", "EC").put("use", "x509-svid");
        for (SigningKey one : keys) {
            list.add(one.publicJson());
        }
        Files.writeString(jwks, Json.text(set));
    }

    /** What is tried. */
    enum Kind {
        SVID,
        WORKLOAD,
        USER,
        LOCAL
    }

    private IdentityVerifier verifier(Kind kind) {
        ObjectNode settings = Json.object();
        return switch (kind) {
            case SVID ->
                new JwtSvidFactory()
                        .create(
                                "spire",
                                settings.put("trust_domain", "example.org").put("keys", jwks.toString()));
            case WORKLOAD, USER ->
                new OidcFactory()
                        .create(
                                "idp",
                                settings.put("issuer", "https://idp.example")
                                        .put("keys", jwks.toString())
                                        .put("subjects", kind == Kind.USER ? "user" : "workload")
                                        .put("instance_claim", "/kubernetes.io/pod/uid"));
            case LOCAL -> new LocalFactory().create("local", settings.put("key_file", keyFile.toString()));
        };
    }

    private ObjectNode claims(Kind kind) {
        long now = time.now().getEpochSecond();
        ObjectNode claims = Json.object().put("aud", US).put("iat", now).put("exp", now + 60);
        return switch (kind) {
            case SVID -> claims.put("sub", "spiffe://example.org/ns/prod/agent");
            case LOCAL -> claims.put("sub", "spiffe://local/support");
            case WORKLOAD, USER -> claims.put("iss", "https://idp.example").put("sub", "alice");
        };
    }

    private Verification verify(Kind kind, String token) {
        return verifier(kind).verify(new Evidence(JwtVerifier.JWT, Secret.of(token), US), time.now());
    }

    private String good(Kind kind) {
        return key.sign("JWT", claims(kind));
    }

    @Test
    void anIdentityIsWhatTheTokenSays() {
        var workload = assertInstanceOf(Verification.Verified.class, verify(Kind.SVID, good(Kind.SVID)));
        assertEquals(Identity.Kind.WORKLOAD, workload.identity().kind());
        assertEquals("spiffe://example.org/ns/prod/agent", workload.identity().subject());
        assertEquals("example.org", workload.identity().issuer());
        assertTrue(workload.until().isAfter(time.now()));

        ObjectNode claims = claims(Kind.USER);
        claims.putArray("groups").add("staff").add("support");
        claims.putObject("cnf").put("jkt", "thumb");
        var user = assertInstanceOf(Verification.Verified.class, verify(Kind.USER, key.sign("JWT", claims)));
        assertEquals(
                new Identity(
                        Identity.Kind.USER,
                        "https://idp.example",
                        "alice",
                        List.of("staff", "support"),
                        "thumb",
                        java.util.Map.of()),
                user.identity());

        ObjectNode pod = claims(Kind.WORKLOAD);
        pod.putObject("kubernetes.io").putObject("pod").put("uid", "pod-1");
        var replica = assertInstanceOf(Verification.Verified.class, verify(Kind.WORKLOAD, key.sign("JWT", pod)));
        assertEquals("pod-1", replica.identity().attributes().get("instance"));
    }

    @Test
    void evidenceOfThisMachineIsVerified() {
        LocalIdentity local = LocalIdentity.open(keyFile);
        String token =
                local.evidence("support", US, Optional.of("thumb"), time.now()).reveal();
        var verified = assertInstanceOf(Verification.Verified.class, verify(Kind.LOCAL, token));
        assertEquals("spiffe://local/support", verified.identity().subject());
        assertEquals("thumb", verified.identity().keyThumbprint());
        time.advance(LocalIdentity.LIFE.plus(LocalIdentity.SKEW));
        assertInstanceOf(Verification.Rejected.class, verify(Kind.LOCAL, token));
        assertThrows(Fault.class, () -> local.evidence("../x", US, Optional.empty(), time.now()));
    }

    @Test
    void aReplacedKeyOfThisMachineIsDead() {
        String token = good(Kind.LOCAL);
        LocalIdentity.create(keyFile, time.now());
        assertInstanceOf(Verification.Rejected.class, verify(Kind.LOCAL, token));
    }

    record Attack(String name, Kind kind, Function<VerifiersTest, String> token) {
        @Override
        public String toString() {
            return kind + ": " + name;
        }
    }

    private static Stream<Attack> forEach(String name, Function<Kind, Function<VerifiersTest, String>> token) {
        return Stream.of(Kind.values()).map(kind -> new Attack(name, kind, token.apply(kind)));
    }

    private static Stream<Attack> claims(String name, Function<ObjectNode, ?> change) {
        return forEach(name, kind -> t -> {
            ObjectNode claims = t.claims(kind);
            var _ = change.apply(claims);
            return t.key.sign("JWT", claims);
        });
    }

    private static Stream<Attack> header(String name, Function<ObjectNode, ?> change) {
        return forEach(name, kind -> t -> {
            ObjectNode header =
                    Json.object().put("alg", "ES256").put("typ", "JWT").put("kid", t.key.id());
            var _ = change.apply(header);
            String input = part(header.toString()) + "." + part(t.claims(kind).toString());
            return input + t.good(kind).substring(t.good(kind).lastIndexOf('.'));
        });
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private String hmac(Kind kind) {
        try {
            JWSHeader header = JWSHeader.parse("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + key.id() + "\"}");
            String input = header.toBase64URL() + "." + part(claims(kind).toString());
            byte[] known = Json.text(key.publicJson()).getBytes(StandardCharsets.UTF_8);
            return input + "." + new MACSigner(known).sign(header, input.getBytes(StandardCharsets.UTF_8));
        } catch (com.nimbusds.jose.JOSEException | java.text.ParseException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static Stream<Attack> attacks() {
        return Stream.of(
                        forEach(
                                "alg none",
                                kind -> t -> part("{\"alg\":\"none\"}") + "."
                                        + part(t.claims(kind).toString()) + "."),
                        forEach("HS256 with the public key", kind -> t -> t.hmac(kind)),
                        forEach("broken signature", kind -> t -> {
                            String token = t.good(kind);
                            int at = token.length() - 20;
                            return token.substring(0, at)
                                    + (token.charAt(at) == 'A' ? 'B' : 'A')
                                    + token.substring(at + 1);
                        }),
                        forEach(
                                "key of another",
                                kind -> t -> SigningKey.generate(SigningKey.Algorithm.ES256, t.time.now())
                                        .sign("JWT", t.claims(kind))),
                        forEach("task token's type", kind -> t -> t.key.sign("at+jwt", t.claims(kind))),
                        forEach("proof's type", kind -> t -> t.key.sign("dpop+jwt", t.claims(kind))),
                        header("header changed after signing", header -> header.put("x", "y")),
                        header("unknown kid", header -> header.put("kid", "other")),
                        header("jwk", header -> header.set("jwk", Json.object())),
                        header("jku", header -> header.put("jku", "https://evil.example/jwks")),
                        header("x5u", header -> header.put("x5u", "https://evil.example/x")),
                        header("x5c", header -> header.set("x5c", Json.array())),
                        header("crit", header -> header.set("crit", Json.array().add("exp"))),
                        header("alg of another kind", header -> header.put("alg", "RS256")),
                        header("alg that is a number", header -> header.put("alg", 1)),
                        claims("another audience", claims -> claims.put("aud", "https://other.example")),
                        claims("no audience", claims -> claims.remove("aud")),
                        claims("audience with a slash more", claims -> claims.put("aud", US + "/")),
                        claims("audience that is a number", claims -> claims.put("aud", 1)),
                        claims(
                                "audience with a number in it",
                                claims -> claims.set("aud", Json.array().add(US).add(1))),
                        claims(
                                "audience that is an object",
                                claims -> claims.set("aud", Json.object().put("a", US))),
                        claims("empty audience", claims -> claims.set("aud", Json.array())),
                        claims(
                                "expired",
                                claims -> claims.put("exp", claims.path("iat").asLong() - 60)),
                        claims("no expiry", claims -> claims.remove("exp")),
                        claims("expiry as text", claims -> claims.put("exp", "9999999999")),
                        claims("expiry null", claims -> claims.putNull("exp")),
                        claims("negative expiry", claims -> claims.put("exp", -1)),
                        claims("expiry in ages", claims -> claims.put("exp", 250_000_000_000L)),
                        claims("expiry past the end of time", claims -> claims.put("exp", 9_000_000_000_000_000L)),
                        claims(
                                "not before the future",
                                claims -> claims.put("nbf", claims.path("exp").asLong())),
                        claims("not before as text", claims -> claims.put("nbf", "0")),
                        claims(
                                "issued in the future",
                                claims -> claims.put("iat", claims.path("exp").asLong())),
                        claims(
                                "subject that is a list",
                                claims -> claims.set("sub", Json.array().add("a"))),
                        claims("no subject", claims -> claims.remove("sub")),
                        claims("key bound that is text", claims -> claims.put("cnf", "x")))
                .flatMap(attacks -> attacks);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void refuses(Attack attack) {
        Verification answer = verify(attack.kind(), attack.token().apply(this));
        assertTrue(!(answer instanceof Verification.Verified), answer.toString());
        assertInstanceOf(Verification.Verified.class, verify(attack.kind(), good(attack.kind())));
    }

    @Test
    void onlyAnSvidIsForUsAlone() {
        for (Kind kind : Kind.values()) {
            ObjectNode claims = claims(kind);
            claims.putArray("aud").add(US).add("https://other.example");
            boolean verified = verify(kind, key.sign("JWT", claims)) instanceof Verification.Verified;
            assertEquals(kind == Kind.USER || kind == Kind.WORKLOAD, verified, kind.name());
        }
    }

    record Foreign(String name, Kind kind, String claim, String value) {}

    static Stream<Foreign> foreign() {
        return Stream.of(
                new Foreign("another trust domain", Kind.SVID, "sub", "spiffe://evil.org/agent"),
                new Foreign("trust domain that begins like ours", Kind.SVID, "sub", "spiffe://example.org.evil.org/a"),
                new Foreign("no path", Kind.SVID, "sub", "spiffe://example.org"),
                new Foreign("path that climbs", Kind.SVID, "sub", "spiffe://example.org/a/../b"),
                new Foreign("empty segment", Kind.SVID, "sub", "spiffe://example.org/a//b"),
                new Foreign("slash at the end", Kind.SVID, "sub", "spiffe://example.org/a/"),
                new Foreign("upper case", Kind.SVID, "sub", "spiffe://EXAMPLE.org/a"),
                new Foreign("user info", Kind.SVID, "sub", "spiffe://x@example.org/a"),
                new Foreign("port", Kind.SVID, "sub", "spiffe://example.org:1/a"),
                new Foreign("percent", Kind.SVID, "sub", "spiffe://example.org/%61"),
                new Foreign("query", Kind.SVID, "sub", "spiffe://example.org/a?b"),
                new Foreign("too long", Kind.SVID, "sub", "spiffe://example.org/" + "a".repeat(2048)),
                new Foreign("another machine", Kind.LOCAL, "sub", "spiffe://example.org/support"),
                new Foreign("another issuer", Kind.USER, "iss", "https://evil.example"),
                new Foreign("issuer with a slash more", Kind.USER, "iss", "https://idp.example/"));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void leavesWhatIsOfOthers(Foreign row) {
        String token = key.sign("JWT", claims(row.kind()).put(row.claim(), row.value()));
        assertInstanceOf(Verification.NotMine.class, verify(row.kind(), token), row.name());
    }

    @Test
    void leavesEvidenceOfOtherKinds() {
        for (Kind kind : Kind.values()) {
            Evidence access = new Evidence("urn:ietf:params:oauth:token-type:access_token", Secret.of(good(kind)), US);
            assertInstanceOf(Verification.NotMine.class, verifier(kind).verify(access, time.now()));
        }
    }

    @Test
    void answersAnythingWithoutThrowing() {
        long seed = Long.getLong("seed", time.now().getEpochSecond());
        Random random = new Random(seed);
        for (Kind kind : Kind.values()) {
            IdentityVerifier verifier = verifier(kind);
            String good = good(kind);
            for (int i = 0; i < 300; i++) {
                byte[] bytes = good.getBytes(StandardCharsets.US_ASCII);
                if (i % 10 == 0) {
                    random.nextBytes(bytes);
                } else {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                Evidence evidence = new Evidence(JwtVerifier.JWT, Secret.of(bytes), US);
                if (!evidence.credential().reveal().equals(good)) {
                    Verification answer = verifier.verify(evidence, time.now());
                    assertTrue(!(answer instanceof Verification.Verified), "seed " + seed);
                }
            }
        }
    }

    @Test
    void neverSaysGoodUntilThePast() {
        String token = good(Kind.USER);
        time.advance(Duration.ofSeconds(75)); // Expired, within the skew.
        var verified = assertInstanceOf(Verification.Verified.class, verify(Kind.USER, token));
        assertTrue(verified.until().isAfter(time.now()));
    }

    @Test
    void allAreFound() {
        assertEquals(
                List.of("jwt-svid", "local", "oidc"),
                ServiceLoader.load(IdentityVerifier.Factory.class).stream()
                        .map(found -> found.get().kind())
                        .sorted()
                        .collect(Collectors.toList()));
    }

    @Test
    void followsTheRotationOfKeys() throws IOException {
        IdentityVerifier verifier = verifier(Kind.USER);
        Function<SigningKey, Verification> tried = signer -> verifier.verify(
                new Evidence(JwtVerifier.JWT, Secret.of(signer.sign("JWT", claims(Kind.USER))), US), time.now());
        assertInstanceOf(Verification.Verified.class, tried.apply(key));
        SigningKey next = SigningKey.generate(SigningKey.Algorithm.EDDSA, time.now());
        publish(next);
        assertInstanceOf(Verification.Rejected.class, tried.apply(next)); // Asked for again too soon.
        time.advance(CachedKeys.AGAIN_AFTER);
        assertInstanceOf(Verification.Verified.class, tried.apply(next));
        assertInstanceOf(Verification.Rejected.class, tried.apply(key));
    }

    @Test
    void usesTheLastGoodKeysForAStatedTime() throws IOException {
        IdentityVerifier verifier = verifier(Kind.USER);
        Function<Instant, Verification> tried =
                now -> verifier.verify(new Evidence(JwtVerifier.JWT, Secret.of(good(Kind.USER)), US), now);
        assertInstanceOf(Verification.Verified.class, tried.apply(time.now()));
        Files.writeString(jwks, "{}");
        time.advance(CachedKeys.KEEP_MAX.minusSeconds(1));
        assertInstanceOf(Verification.Verified.class, tried.apply(time.now()));
        time.advance(Duration.ofSeconds(1));
        assertInstanceOf(Verification.Rejected.class, tried.apply(time.now()));
    }
}
