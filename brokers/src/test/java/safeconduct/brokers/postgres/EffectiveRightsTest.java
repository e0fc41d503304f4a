package safeconduct.brokers.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.grant.CredentialBroker.Minting;
import safeconduct.grant.CredentialBroker.Order;

class EffectiveRightsTest {

    private final PostgresBroker broker = Shop.broker();

    @AfterEach
    void leavesNothing() throws Exception {
        Shop.takeBackAll(broker);
        broker.close();
    }

    /** Something that an operator once opened to everybody, how to open and shut it, and what the broker calls it. */
    record Door(String open, String shut, List<String> rights) {
        Door(String open, String shut, String... rights) {
            this(open, shut, List.of(rights));
        }
    }

    static List<Door> doors() {
        return List.of(
                new Door(
                        "GRANT SELECT ON audit TO PUBLIC",
                        "REVOKE SELECT ON audit FROM PUBLIC",
                        "select table public.audit"),
                new Door(
                        "GRANT SELECT ON customers TO PUBLIC",
                        "REVOKE SELECT ON customers FROM PUBLIC",
                        "select table public.customers"),
                new Door(
                        "GRANT UPDATE (secret), TRUNCATE ON customers TO PUBLIC",
                        "REVOKE UPDATE (secret), TRUNCATE ON customers FROM PUBLIC",
                        "truncate table public.customers",
                        "update column public.customers.secret"),
                new Door(
                        "GRANT USAGE ON SEQUENCE orders_id_seq TO PUBLIC",
                        "REVOKE USAGE ON SEQUENCE orders_id_seq FROM PUBLIC",
                        "usage sequence public.orders_id_seq"),
                new Door(
                        "CREATE FUNCTION pay(a int) RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT a'",
                        "DROP FUNCTION pay",
                        "execute function public.pay(a integer)"),
                new Door(
                        "GRANT TEMPORARY, CREATE ON DATABASE shop TO PUBLIC",
                        "REVOKE TEMPORARY, CREATE ON DATABASE shop FROM PUBLIC",
                        "create database shop",
                        "temporary database shop"),
                new Door(
                        "GRANT CONNECT ON DATABASE warehouse TO PUBLIC",
                        "REVOKE CONNECT ON DATABASE warehouse FROM PUBLIC",
                        "connect database warehouse"),
                new Door(
                        "GRANT CREATE ON SCHEMA public TO PUBLIC",
                        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                        "create schema public"),
                new Door(
                        "GRANT EXECUTE ON FUNCTION pg_read_file(text) TO PUBLIC",
                        "REVOKE EXECUTE ON FUNCTION pg_read_file(text) FROM PUBLIC",
                        "execute function pg_catalog.pg_read_file(text)"),
                new Door(
                        "GRANT SELECT ON pg_authid TO PUBLIC",
                        "REVOKE SELECT ON pg_authid FROM PUBLIC",
                        "select table pg_catalog.pg_authid"),
                new Door(
                        "GRANT SET ON PARAMETER log_statement TO PUBLIC",
                        "REVOKE SET ON PARAMETER log_statement FROM PUBLIC",
                        "set parameter log_statement"),
                new Door(
                        "CREATE EXTENSION postgres_fdw; CREATE SERVER \"Far Away\" FOREIGN DATA WRAPPER postgres_fdw;"
                                + " GRANT USAGE ON FOREIGN SERVER \"Far Away\" TO PUBLIC",
                        "DROP EXTENSION postgres_fdw CASCADE",
                        "usage server \"Far Away\""),
                new Door(
                        "SELECT lo_create(4711); GRANT SELECT ON LARGE OBJECT 4711 TO PUBLIC",
                        "SELECT lo_unlink(4711)",
                        "select large object 4711"),
                new Door("CREATE EXTENSION dblink", "DROP EXTENSION dblink", "execute function public.dblink(text)"));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void refusesWhatIsOpenBeyondTheEnvelopeUnlessTheOperatorAcceptsIt(Door door) throws Exception {
        Shop.SERVER.execute("shop", door.open());
        try {
            Order order = Shop.order(Shop.customers());
            Minting.Refused refused = Shop.refused(broker, order);
            assertTrue(refused.excess().containsAll(door.rights()), refused::toString);
            assertEquals(List.of(), Shop.tracesOf(broker.principal(order)));

            Order accepted = Shop.order(Set.copyOf(refused.excess()), Shop.customers());
            Minting.Minted minted = (Minting.Minted) broker.mint(accepted);
            assertEquals(refused.excess(), minted.exceptions());
            Shop.takeBackAll(broker);
        } finally {
            Shop.SERVER.execute("shop", door.shut());
        }
    }

    @Test
    void namesNoExceptionWhereNothingIsOpen() {
        Minting.Minted minted =
                (Minting.Minted) broker.mint(Shop.order(Set.of("temporary database shop"), Shop.customers()));
        assertEquals(List.of(), minted.exceptions());
    }
}
