package safeconduct.brokers.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.grant.CredentialBroker;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;

class PostgresBrokerFactoryTest {

    private static final String GOOD =
            "\"host\":\"127.0.0.1\",\"database\":\"shop\",\"user\":\"b\",\"password\":\"file:p\"";

    @Test
    void isFoundAsAPlugIn() {
        assertTrue(ServiceLoader.load(CredentialBroker.Factory.class).stream()
                .map(ServiceLoader.Provider::get)
                .anyMatch(factory -> factory.kind().equals("postgresql")));
    }

    @Test
    void connectsNowhereToBeMade() {
        create(GOOD + ",\"port\":1,\"statement_timeout\":\"500ms\",\"connection_limit\":2")
                .close();
    }

    @Test
    void asksARemoteServerForItsCertificateByDefault() {
        PostgresSettings remote =
                PostgresSettings.of(Json.parseObject("{" + GOOD.replace("127.0.0.1", "db.example.com") + "}"));
        assertEquals("verify-full", remote.server().sslmode());
    }

    record Bad(String settings, String message) {}

    static List<Bad> bad() {
        return List.of(
                new Bad(GOOD + ",\"passwort\":\"x\"", "unknown setting `passwort`"),
                new Bad(GOOD.replace("\"host\":\"127.0.0.1\",", ""), "`host`"),
                new Bad(GOOD + ",\"port\":70000", "`port` is `70000`"),
                new Bad(GOOD + ",\"port\":\"x\"", "`port` is `x`"),
                new Bad(GOOD + ",\"sslmode\":\"allow\"", "unknown `sslmode` `allow`"),
                new Bad(GOOD + ",\"connection_limit\":0", "`connection_limit` is `0`"),
                new Bad(GOOD + ",\"statement_timeout\":\"0s\"", "`statement_timeout` is `0s`"),
                new Bad(GOOD + ",\"statement_timeout\":\"2 hours\"", "`statement_timeout` is `2 hours`"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void namesTheSettingThatIsWrong(Bad row) {
        Fault fault = assertThrows(Fault.class, () -> create(row.settings()));
        assertEquals(Fault.Code.INVALID, fault.code());
        assertTrue(fault.getMessage().contains(row.message()), fault.getMessage());
    }

    private static CredentialBroker create(String settings) {
        return new PostgresBrokerFactory()
                .create(
                        Orders.TARGET,
                        Json.parseObject("{" + settings + "}"),
                        reference -> Secret.of("x"),
                        Time.system());
    }
}
