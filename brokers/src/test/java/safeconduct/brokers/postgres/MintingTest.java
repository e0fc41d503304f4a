package safeconduct.brokers.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.grant.Credential;
import safeconduct.grant.CredentialBroker.Minting;
import safeconduct.grant.CredentialBroker.Order;
import safeconduct.kernel.Fault;
import safeconduct.policy.DatabaseScope.Right;
import safeconduct.policy.DatabaseScope.RowFilter;
import safeconduct.policy.DatabaseScope.Table;

class MintingTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final PostgresBroker broker = Shop.broker();

    @AfterEach
    void leavesNothing() throws Exception {
        Shop.takeBackAll(broker);
        broker.close();
    }

    @Test
    void makesARoleThatReadsItsColumnsAndNothingElse() throws Exception {
        Order order = Shop.order(Shop.customers());
        Credential credential = Shop.minted(broker, order);

        assertEquals(broker.principal(order), credential.principal());
        assertEquals(List.of(credential.principal()), broker.made());
        try (Connection task = Shop.connect(credential)) {
            assertEquals(List.of("1000"), Shop.query(task, "SELECT count(id) FROM customers"));
            assertEquals(List.of("7@example.com"), Shop.query(task, "SELECT email FROM public.customers WHERE id = 7"));
            assertRefused(task, "SELECT secret FROM customers");
            assertRefused(task, "SELECT * FROM customers");
            assertRefused(task, "SELECT count(*) FROM audit");
            assertRefused(task, "SELECT note FROM orders");
        }
    }

    @Test
    void refusesTheBypassOfAReadOnlyTransaction() throws Exception {
        Credential credential = Shop.minted(broker, Shop.order(Shop.customers()));
        try (Connection task = Shop.connect(credential)) {
            Shop.execute(task, "BEGIN TRANSACTION READ ONLY");
            String bypass = "COMMIT; DELETE FROM customers WHERE id <= 900; SELECT 1";
            assertEquals(
                    "25006",
                    assertThrows(SQLException.class, () -> Shop.execute(task, bypass))
                            .getSQLState());
            Shop.execute(task, "SET default_transaction_read_only = off", "BEGIN TRANSACTION READ ONLY");
            assertRefused(task, bypass);
            assertEquals(List.of("1000"), Shop.ask("SELECT count(*) FROM customers"));
        }
    }

    @Test
    void carriesTheWholeTaskInANameThatPostgresDoesNotCut() {
        Order order = Shop.order(Shop.customers());
        String principal = broker.principal(order);
        assertTrue(principal.endsWith(order.task().value().substring(4)), principal);
        assertTrue(principal.length() <= RoleNames.BYTES_MAX, principal);
    }

    @Test
    void givesTheRoleNoAttributeNoMembershipAndItsLimits() throws Exception {
        Order order = Shop.order(Shop.customers());
        String principal = Shop.minted(broker, order).principal();
        assertEquals(
                List.of("f f f f f f t 3 t"),
                Shop.ask("SELECT concat_ws(' ', rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolreplication,"
                        + " rolbypassrls, rolcanlogin, rolconnlimit, rolvaliduntil = timestamptz '" + order.until()
                        + "') FROM pg_roles WHERE rolname = '" + principal + "'"));
        assertEquals(
                List.of("0"),
                Shop.ask("SELECT count(*) FROM pg_auth_members WHERE member = '\"" + principal + "\"'::regrole"));
        assertEquals(
                List.of("statement_timeout=30000 idle_in_transaction_session_timeout=30000"
                        + " search_path=public, pg_temp default_transaction_read_only=on"),
                Shop.ask("SELECT array_to_string(rolconfig, ' ') FROM pg_roles WHERE rolname = '" + principal + "'"));
    }

    @Test
    void keepsThePasswordFromTheServer() throws Exception {
        Credential credential = Shop.minted(broker, Shop.order(Shop.customers()));
        String kept = Shop.ask("SELECT rolpassword FROM pg_authid WHERE rolname = '" + credential.principal() + "'")
                .getFirst();
        assertTrue(kept.startsWith("SCRAM-SHA-256$4096:"), kept);
        String log = java.nio.file.Files.readString(Shop.SERVER.folder().resolve("postgresql.log"));
        assertTrue(!log.contains(credential.field("password").reveal()));
        assertTrue(!kept.contains(credential.field("password").reveal()));
    }

    @Test
    void refusesASecondRoleForTheSameTask() {
        Order order = Shop.order(Shop.customers());
        Shop.minted(broker, order);
        Fault conflict = assertThrows(Fault.class, () -> broker.mint(order));
        assertEquals(Fault.Code.CONFLICT, conflict.code());
    }

    @Test
    void letsNoMoreSessionsInThanTheLimit() throws Exception {
        Credential credential = Shop.minted(broker, Shop.order(Shop.customers()));
        try (Connection one = Shop.connect(credential);
                Connection two = Shop.connect(credential);
                Connection three = Shop.connect(credential)) {
            assertEquals(
                    "53300",
                    assertThrows(SQLException.class, () -> Shop.connect(credential))
                            .getSQLState());
            assertTrue(one.isValid(2) && two.isValid(2) && three.isValid(2));
        }
    }

    @Test
    void isRefusedByTheServerItselfWhenItsTimeIsOver() {
        Order order = Shop.until(Shop.order(Shop.customers()), until -> until.minusSeconds(601));
        Credential credential = Shop.minted(broker, order);
        assertEquals(
                "28P01",
                assertThrows(SQLException.class, () -> Shop.connect(credential)).getSQLState());
    }

    @Test
    void writesWhereTheScopeSaysSo() throws Exception {
        Table orders = new Table(
                "public.orders",
                Set.of(Right.SELECT, Right.INSERT, Right.DELETE),
                List.of("customer_id", "total"),
                Optional.empty());
        Credential credential = Shop.minted(broker, Shop.order(orders));
        try (Connection task = Shop.connect(credential)) {
            task.setAutoCommit(false);
            Shop.execute(task, "INSERT INTO orders (customer_id, total) VALUES (5, 1)");
            Shop.execute(task, "DELETE FROM orders WHERE customer_id = 5");
            assertRefused(task, "UPDATE orders SET total = 0");
            task.rollback();
            assertRefused(task, "INSERT INTO orders (customer_id, note) VALUES (5, 'x')");
        }
    }

    /** One row of {@link #refusesAnOrderThatCannotBeMade}. */
    record Unmakeable(String name, Table table, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Unmakeable> unmakeable() {
        return List.of(
                new Unmakeable("no such table", select("public.nothing", "id"), "does not exist"),
                new Unmakeable("no such column", select("public.customers", "nothing"), "does not exist"),
                new Unmakeable("no schema", select("customers", "id"), "expected `schema.table`"),
                new Unmakeable("no columns", select("public.customers"), "need columns"),
                new Unmakeable("not the broker's", select("public.audit", "line"), "permission denied"),
                new Unmakeable(
                        "SQL in a name", select("public.customers; DROP TABLE public.audit", "id"), "does not exist"),
                new Unmakeable(
                        "quotes in a column",
                        select("public.customers", "id\") ON customers TO PUBLIC; --"),
                        "does not exist"),
                new Unmakeable(
                        "a value of another type",
                        limited(TextNode.valueOf("' OR true --")),
                        "does not fit its column"),
                new Unmakeable("a parameter without value", limited(null), "has no value"));
    }

    private static Table select(String table, String... columns) {
        return new Table(table, Set.of(Right.SELECT), List.of(columns), Optional.empty());
    }

    private static Table limited(TextNode value) {
        RowFilter rows = new RowFilter("customer_id", "customer", Optional.ofNullable(value));
        return new Table("public.orders", Set.of(Right.SELECT), List.of("id"), Optional.of(rows));
    }

    @ParameterizedTest
    @MethodSource("unmakeable")
    void refusesAnOrderThatCannotBeMade(Unmakeable row) throws Exception {
        Order order = Shop.order(row.table());
        Minting.Refused refused = Shop.refused(broker, order);
        assertTrue(refused.reason().contains(row.reason()), refused.reason());
        assertEquals(List.of(), Shop.tracesOf(broker.principal(order)));
        assertEquals(List.of("0"), Shop.ask("SELECT count(*) FROM audit"));
    }

    @Test
    void neverLetsOneTaskUseTheCredentialOfAnother() throws Exception {
        Credential one = Shop.minted(broker, Shop.order(Shop.customers()));
        Credential two = Shop.minted(broker, Shop.order(Shop.customers()));
        try (Connection task = Shop.connect(one)) {
            assertRefused(task, "SET ROLE \"" + two.principal() + "\"");
            assertRefused(task, "SET SESSION AUTHORIZATION \"" + two.principal() + "\"");
            assertRefused(task, "SET ROLE " + Shop.BROKER);
        }
        assertThrows(
                SQLException.class,
                () -> Shop.SERVER.connect(
                        "shop", one.principal(), two.field("password").reveal(), Map.of()));
    }

    static void assertRefused(Connection task, String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> Shop.execute(task, sql));
        assertEquals(INSUFFICIENT_PRIVILEGE, refused.getSQLState(), refused.getMessage());
    }
}
