package safeconduct.brokers.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import safeconduct.grant.Credential;
import safeconduct.grant.Receipt;

/**
 * What PostgreSQL gives every role and nobody can take away. These tests say what is true, not what is wished; each has
 * its line in docs/reference/postgresql-broker.md and SECURITY.md.
 */
class OpenToEveryRoleTest {

    private final PostgresBroker broker = Shop.broker();

    @AfterEach
    void leavesNothing() throws Exception {
        Shop.takeBackAll(broker);
        broker.close();
    }

    @Test
    void twoTasksCanTalkByNotifications() throws Exception {
        try (Connection one = Shop.connect(Shop.minted(broker, Shop.order(Shop.customers())));
                Connection two = Shop.connect(Shop.minted(broker, Shop.order(Shop.customers())))) {
            Shop.execute(one, "LISTEN gossip");
            Shop.execute(two, "NOTIFY gossip, 'a secret'");
            var heard = one.unwrap(PGConnection.class).getNotifications(5_000);
            assertEquals("a secret", heard[0].getParameter());
        }
    }

    @Test
    void twoTasksCanTalkByAdvisoryLocks() throws Exception {
        try (Connection one = Shop.connect(Shop.minted(broker, Shop.order(Shop.customers())));
                Connection two = Shop.connect(Shop.minted(broker, Shop.order(Shop.customers())))) {
            Shop.execute(one, "SELECT pg_advisory_lock(42)");
            assertEquals(List.of("f"), Shop.query(two, "SELECT pg_try_advisory_lock(42)"));
            assertTrue(one.isValid(2));
        }
    }

    @Test
    void aTaskCanKeepALargeObjectUntilItEnds() throws Exception {
        Credential credential = Shop.minted(broker, Shop.order(Shop.customers()));
        try (Connection task = Shop.connect(credential)) {
            Shop.execute(task, "SET default_transaction_read_only = off", "SELECT lo_from_bytea(0, 'kept')");
        }
        assertEquals(List.of("1"), Shop.ask("SELECT count(*) FROM pg_largeobject_metadata"));
        Receipt receipt = broker.revoke(credential.principal(), Optional.of(credential));
        assertTrue(receipt.complete(), receipt::toString);
        assertEquals(List.of("0"), Shop.ask("SELECT count(*) FROM pg_largeobject_metadata"));
    }

    @Test
    void aTaskReadsTheCatalogueButNoPassword() throws Exception {
        try (Connection task = Shop.connect(Shop.minted(broker, Shop.order(Shop.customers())))) {
            assertTrue(Shop.query(task, "SELECT attname FROM pg_attribute WHERE attrelid = 'customers'::regclass")
                    .contains("secret"));
            assertFalse(Shop.query(task, "SELECT rolname FROM pg_roles WHERE rolname = 'postgres'")
                    .isEmpty());
            MintingTest.assertRefused(task, "SELECT rolpassword FROM pg_authid");
            assertEquals(
                    List.of(),
                    Shop.query(
                            task,
                            "SELECT query FROM pg_stat_activity WHERE usename <> current_user"
                                    + " AND query <> '<insufficient privilege>' AND query <> ''"));
        }
    }

    @Test
    void aTaskCanChangeItsOwnSettingsAndPasswordButNotItsTimeOrItsRights() throws Exception {
        Credential credential = Shop.minted(broker, Shop.order(Shop.customers()));
        try (Connection task = Shop.connect(credential)) {
            String self = "ALTER ROLE \"" + credential.principal() + "\" ";
            Shop.execute(task, "SET default_transaction_read_only = off", self + "SET statement_timeout = 0");
            MintingTest.assertRefused(task, self + "VALID UNTIL 'infinity'");
            MintingTest.assertRefused(task, self + "CONNECTION LIMIT 100");
            MintingTest.assertRefused(task, self + "INHERIT");
            Shop.execute(task, self + "PASSWORD 'of its own'");
        }
        Receipt receipt = broker.revoke(credential.principal(), Optional.of(credential));
        assertTrue(receipt.complete(), receipt::toString);
    }
}
