package safeconduct.brokers.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import safeconduct.grant.CredentialBroker.Finding;
import safeconduct.grant.CredentialBroker.Minting;
import safeconduct.grant.CredentialBroker.Order;

class ExaminationTest {

    private final PostgresBroker broker = Shop.broker();

    @AfterEach
    void leavesNothing() throws Exception {
        Shop.takeBackAll(broker);
        broker.close();
    }

    @Test
    void findsNothingToMendAfterTheSetupOfTheGuide() {
        List<Finding> findings = broker.examine();
        assertEquals(List.of(), findings.stream().filter(Finding::blocking).toList());
        assertEquals(List.of(), texts(findings, "open_to_every_role"));
        assertEquals(
                List.of("any role can prepare transactions, whose locks outlive its session until the task ends"),
                texts(findings, "prepared_transactions"));
        assertEquals(List.of(), broker.made());
    }

    @Test
    void countsWhatTheBrokerItselfCanAlwaysDo() {
        List<String> standing = texts(broker.examine(), "standing_privilege");
        assertTrue(standing.contains("`safeconduct_broker` always has: attribute createrole"), standing::toString);
        assertTrue(
                standing.contains("`safeconduct_broker` always has: member role pg_signal_backend"),
                standing::toString);
        assertTrue(
                standing.contains("`safeconduct_broker` always has: delete table public.customers"),
                standing::toString);
    }

    @Test
    void namesWhatIsOpenToEveryRole() throws Exception {
        Shop.SERVER.execute(
                "shop",
                "GRANT TEMPORARY ON DATABASE shop TO PUBLIC",
                "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC");
        try {
            List<Finding> findings = broker.examine();
            assertTrue(texts(findings, "open_to_every_role").getFirst().startsWith("`temporary database shop`"));
            assertEquals(1, texts(findings, "default_privileges").size());
        } finally {
            Shop.SERVER.execute(
                    "shop",
                    "REVOKE TEMPORARY ON DATABASE shop FROM PUBLIC",
                    "ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM PUBLIC");
        }
    }

    @Test
    void refusesAServerThatLetsARoleInWithoutItsPassword() throws Exception {
        Path rules = Shop.SERVER.folder().resolve("data/pg_hba.conf");
        String before = Files.readString(rules);
        Files.writeString(rules, before.replace("scram-sha-256", "trust"));
        Shop.SERVER.execute("postgres", "SELECT pg_reload_conf()");
        Order order = Shop.order(Shop.customers());
        try (PostgresBroker fresh = Shop.broker()) {
            Shop.await("the server trusts", ExaminationTest::trusts);
            assertEquals(
                    List.of("password_not_asked"),
                    fresh.examine().stream()
                            .filter(Finding::blocking)
                            .map(Finding::code)
                            .toList());
            Minting.Refused refused = Shop.refused(fresh, order);
            assertTrue(refused.reason().contains("without its password"), refused.reason());
            assertEquals(List.of(), Shop.tracesOf(fresh.principal(order)));
        } finally {
            Files.writeString(rules, before);
            Shop.SERVER.execute("postgres", "SELECT pg_reload_conf()");
            Shop.await("the server asks again", () -> !trusts());
        }
    }

    private static boolean trusts() {
        try (var anybody = Shop.SERVER.connect("shop", "postgres", "wrong", Map.of())) {
            return anybody.isValid(2);
        } catch (java.sql.SQLException refused) {
            return false;
        }
    }

    @Test
    void leavesTheRoleOfAnotherExaminationAloneUntilItsTimeIsOver() throws Exception {
        String role =
                new RoleNames(Orders.TARGET).forProof(Orders.task().value().substring(4));
        try (Connection own = Shop.SERVER.connect("shop", Shop.BROKER, Shop.BROKER_PASSWORD.reveal(), Map.of())) {
            Shop.execute(own, "CREATE ROLE \"" + role + "\" VALID UNTIL 'infinity'");
            assertEquals(List.of(), broker.made());
            Shop.execute(own, "ALTER ROLE \"" + role + "\" VALID UNTIL 'yesterday'");
            assertEquals(List.of(role), broker.made());
        }
    }

    @Test
    void refusesABrokerThatIsASuperuser() {
        PostgresSettings settings =
                new PostgresSettings(Shop.settings().server(), "postgres", "file:superuser", 3, Duration.ofSeconds(30));
        Connections connections = new Connections(
                settings,
                reference -> safeconduct.kernel.Secret.of(Shop.SERVER.password()),
                Connections.Patience.USUAL);
        try (PostgresBroker superuser =
                new PostgresBroker(Orders.TARGET, connections, safeconduct.kernel.Time.system(), Point.Listener.NONE)) {
            assertEquals(
                    List.of("broker_is_superuser"),
                    superuser.examine().stream()
                            .filter(Finding::blocking)
                            .map(Finding::code)
                            .toList());
        }
    }

    private static List<String> texts(List<Finding> findings, String code) {
        return findings.stream()
                .filter(finding -> finding.code().equals(code))
                .map(Finding::text)
                .toList();
    }
}
