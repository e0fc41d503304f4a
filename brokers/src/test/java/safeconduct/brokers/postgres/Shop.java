package safeconduct.brokers.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import safeconduct.grant.Credential;
import safeconduct.grant.CredentialBroker.Minting;
import safeconduct.grant.CredentialBroker.Order;
import safeconduct.grant.Receipt;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;
import safeconduct.policy.DatabaseScope.Right;
import safeconduct.policy.DatabaseScope.Table;
import safeconduct.testkit.ThrowawayPostgres;

/** One real server for all tests of this module, with a shop's tables and a broker made by the setup SQL of the guide. */
final class Shop {

    static final String BROKER = "safeconduct_broker";
    static final Secret BROKER_PASSWORD = Secret.of("of the broker");
    static final ThrowawayPostgres SERVER = ThrowawayPostgres.forTests();

    private static final Duration BOUND = Duration.ofSeconds(20);

    static {
        try {
            SERVER.execute(
                    "postgres",
                    "CREATE DATABASE shop",
                    "CREATE DATABASE warehouse",
                    "REVOKE CONNECT ON DATABASE postgres, template1, warehouse FROM PUBLIC");
            try (Connection superuser = SERVER.connect("shop")) {
                SetupSql.run(superuser, BROKER, BROKER_PASSWORD);
            }
            SERVER.execute(
                    "shop",
                    "CREATE TABLE customers (id int PRIMARY KEY, name text, email text, secret text)",
                    "INSERT INTO customers SELECT i, 'name ' || i, i || '@example.com', 's' || i FROM"
                            + " generate_series(1, 1000) i",
                    "CREATE TABLE orders (id serial PRIMARY KEY, customer_id int, total numeric, note text)",
                    "INSERT INTO orders (customer_id, total) SELECT i, i * 10 FROM generate_series(1, 1000) i",
                    "CREATE TABLE audit (line text)",
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON customers, orders TO safeconduct_broker WITH GRANT OPTION",
                    "GRANT USAGE ON SEQUENCE orders_id_seq TO safeconduct_broker WITH GRANT OPTION");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Shop() {}

    static PostgresSettings settings() {
        return new PostgresSettings(
                new PostgresSettings.Server(SERVER.host(), SERVER.port(), "shop", "prefer"),
                BROKER,
                "file:broker",
                3,
                Duration.ofSeconds(30));
    }

    static PostgresBroker broker() {
        return broker(settings(), Point.Listener.NONE);
    }

    static PostgresBroker broker(PostgresSettings settings, Point.Listener listener) {
        Connections.Patience patience = new Connections.Patience(
                Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofSeconds(3), Duration.ofSeconds(3));
        return broker(settings, listener, patience);
    }

    static PostgresBroker broker(PostgresSettings settings, Point.Listener listener, Connections.Patience patience) {
        Connections connections = new Connections(settings, reference -> Secret.of(BROKER_PASSWORD.bytes()), patience);
        return new PostgresBroker(Orders.TARGET, connections, Time.system(), listener);
    }

    static Table customers() {
        return Orders.customers();
    }

    static Table ordersOf(int customer, Set<Right> rights) {
        return Orders.ordersOf(customer, rights);
    }

    static Order order(Table... tables) {
        return order(Set.of(), tables);
    }

    static Order order(Set<String> exceptions, Table... tables) {
        return Orders.order(Orders.task(), exceptions, tables);
    }

    static Order until(Order order, UnaryOperator<Instant> change) {
        return new Order(
                order.id(),
                order.task(),
                order.agent(),
                order.target(),
                order.access(),
                order.parameters(),
                change.apply(order.until()));
    }

    static Credential minted(PostgresBroker broker, Order order) {
        return switch (broker.mint(order)) {
            case Minting.Minted(var credential, var exceptions) -> credential;
            case Minting.Refused(var reason, var excess) -> throw new AssertionError(reason + " " + excess);
        };
    }

    static Minting.Refused refused(PostgresBroker broker, Order order) {
        return switch (broker.mint(order)) {
            case Minting.Minted minted ->
                throw new AssertionError("minted " + minted.credential().principal());
            case Minting.Refused refused -> refused;
        };
    }

    /** Takes back every role of the target and asserts that nothing is left of any. */
    static void takeBackAll(PostgresBroker broker) throws SQLException {
        for (String principal : broker.made()) {
            Receipt receipt = broker.revoke(principal, Optional.empty());
            assertTrue(receipt.complete(), receipt::toString);
            assertEquals(List.of(), tracesOf(principal));
        }
    }

    static Connection connect(Credential credential) throws SQLException {
        return connect(credential, "shop", Map.of());
    }

    static Connection connect(Credential credential, String database, Map<String, String> more) throws SQLException {
        return SERVER.connect(
                database,
                credential.field("user").reveal(),
                credential.field("password").reveal(),
                more);
    }

    static List<String> query(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** What the superuser sees. */
    static List<String> ask(String sql) throws SQLException {
        try (Connection superuser = SERVER.connect("shop")) {
            return query(superuser, sql);
        }
    }

    /** All that a role's name is part of, anywhere in the catalogue and among sessions. */
    static List<String> tracesOf(String principal) throws SQLException {
        String name = "'" + principal + "'";
        return ask("SELECT 'role' FROM pg_roles WHERE rolname = " + name
                + " UNION ALL SELECT 'schema' FROM pg_namespace WHERE nspname = " + name
                + " UNION ALL SELECT 'session' FROM pg_stat_activity WHERE usename = " + name
                + " OR (application_name = " + name + " AND pid <> pg_backend_pid())"
                + " UNION ALL SELECT 'prepared' FROM pg_prepared_xacts WHERE owner = " + name
                + " UNION ALL SELECT 'orphan' FROM pg_stat_activity WHERE usesysid NOT IN (SELECT oid FROM"
                + " pg_roles) AND usesysid <> 0 UNION ALL SELECT 'grant' FROM pg_class WHERE relacl::text LIKE"
                + " '%" + principal + "%'"
                + " UNION ALL SELECT 'grant' FROM pg_attribute WHERE attacl::text LIKE '%" + principal + "%'"
                + " UNION ALL SELECT 'grant' FROM pg_database WHERE datacl::text LIKE '%" + principal + "%' UNION"
                + " ALL SELECT"
                + " 'large"
                + " object'"
                + " FROM"
                + " pg_largeobject_metadata"
                + " WHERE"
                + " lomowner"
                + " NOT IN"
                + " (SELECT"
                + " oid FROM"
                + " pg_roles)");
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + BOUND.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come about within " + BOUND + ": " + what);
            }
            Time.system().sleep(Duration.ofMillis(10));
        }
    }
}
