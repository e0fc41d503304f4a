package safeconduct.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.caller.IdentityVerifier;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/** A verifier that is not set up right is not made. */
class VerifierSettingsTest {

    record Wrong(String name, IdentityVerifier.Factory factory, String settings, String named) {}

    static Stream<Wrong> wrong() {
        return Stream.of(
                new Wrong("nothing", new JwtSvidFactory(), "{}", "trust_domain"),
                new Wrong("unknown", new LocalFactory(), "{\"key_file\":\"x\",\"keyfile\":\"y\"}", "keyfile"),
                new Wrong("number", new LocalFactory(), "{\"key_file\":1}", "key_file"),
                new Wrong(
                        "trust domain",
                        new JwtSvidFactory(),
                        "{\"trust_domain\":\"spiffe://x\",\"keys\":\"y\"}",
                        "trust_domain"),
                new Wrong("subjects", new OidcFactory(), "{\"subjects\":\"all\"}", "subjects"),
                new Wrong(
                        "none",
                        new OidcFactory(),
                        "{\"subjects\":\"user\",\"issuer\":\"x\",\"keys\":\"y\",\"algorithms\":[\"none\"]}",
                        "algorithms"),
                new Wrong(
                        "HS256",
                        new OidcFactory(),
                        "{\"subjects\":\"user\",\"issuer\":\"x\",\"keys\":\"y\",\"algorithms\":[\"HS256\"]}",
                        "algorithms"),
                new Wrong(
                        "skew",
                        new JwtSvidFactory(),
                        "{\"trust_domain\":\"x\",\"keys\":\"y\",\"clock_skew\":\"PT1H\"}",
                        "clock_skew"),
                new Wrong(
                        "no duration",
                        new JwtSvidFactory(),
                        "{\"trust_domain\":\"x\",\"keys\":\"y\",\"clock_skew\":\"30\"}",
                        "clock_skew"),
                new Wrong(
                        "plain http",
                        new JwtSvidFactory(),
                        "{\"trust_domain\":\"x\",\"keys\":\"http://idp.example/jwks\"}",
                        "http://idp.example"),
                new Wrong(
                        "metadata service",
                        new JwtSvidFactory(),
                        "{\"trust_domain\":\"x\",\"keys\":\"http://169.254.169.254/\"}",
                        "169.254"),
                new Wrong(
                        "name like loopback",
                        new JwtSvidFactory(),
                        "{\"trust_domain\":\"x\",\"keys\":\"http://localhost.evil.example/\"}",
                        "evil"),
                new Wrong(
                        "file url",
                        new JwtSvidFactory(),
                        "{\"trust_domain\":\"x\",\"keys\":\"file:///etc/passwd\"}",
                        "file:"),
                new Wrong(
                        "user info",
                        new JwtSvidFactory(),
                        "{\"trust_domain\":\"x\",\"keys\":\"https://a:b@idp.example/\"}",
                        "idp"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusesSettings(Wrong row) {
        Fault fault = assertThrows(
                Fault.class, () -> row.factory().create("v", Json.parseObject(row.settings())), row.name());
        assertEquals(Fault.Code.INVALID, fault.code());
        assertTrue(fault.getMessage().contains(row.named()), fault.getMessage());
    }
}
