package safeconduct.sql;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import safeconduct.catalog.SqlReader.SqlReading;
import safeconduct.testkit.ThrowawayPostgres;

/**
 * What is read of a statement is never less than what PostgreSQL touches: a role that has rights on exactly what was
 * read is never denied. Repeat a run with {@code -Dseed=}.
 */
class SameAsPostgresTest {

    private static final int STATEMENTS = 2_000;
    private static final String DENIED = "42501";

    /** {@code any} stands for the right that {@code count(*)} needs on some column. */
    private static final Map<String, List<String>> TABLES = Map.of(
            "customers", List.of("id", "email", "card", "name"),
            "orders", List.of("id", "customer_id", "total", "card", "name"),
            "tickets", List.of("id", "customer_id", "name", "email", "card"));

    private static ThrowawayPostgres postgres;

    @BeforeAll
    static void start() throws SQLException {
        postgres = ThrowawayPostgres.forTests();
        postgres.execute("postgres", "CREATE ROLE probe NOLOGIN");
        for (var table : TABLES.entrySet()) {
            String columns = String.join(" text, ", table.getValue());
            postgres.execute("postgres", "CREATE TABLE " + table.getKey() + " (anything int, " + columns + " text)");
        }
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void readsNoLessThanPostgresTouches() throws SQLException {
        long seed = Long.getLong("seed", 20261123L);
        System.out.println("seed " + seed);
        RandomSql random = new RandomSql(new Random(seed));
        int read = 0;
        int ran = 0;
        try (JSqlReader reader = new JSqlReader();
                Connection connection = postgres.connect("postgres")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < STATEMENTS; i++) {
                String sql = random.statement();
                if (reader.read(sql) instanceof SqlReading.Statement statement) {
                    read++;
                    String state = explain(connection, sql, statement);
                    assertNotEquals(DENIED, state, () -> sql + " was read as " + statement);
                    ran += state.isEmpty() ? 1 : 0;
                }
            }
        }
        System.out.println(STATEMENTS + " statements, " + read + " read, " + ran + " understood by PostgreSQL");
        assertTrue(ran > STATEMENTS / 20, "too few statements were valid to mean anything: " + ran);
    }

    /** The test would see it if a column were missing. */
    @Test
    void seesAReadingThatIsTooSmall() throws SQLException {
        try (Connection connection = postgres.connect("postgres")) {
            connection.setAutoCommit(false);
            var tooSmall =
                    new SqlReading.Statement("select", Set.of("customers"), Set.of("customers.id"), Set.of(), true);
            assertTrue(
                    explain(connection, "SELECT card FROM customers", tooSmall).equals(DENIED));
        }
    }

    /** The SQLSTATE that PostgreSQL answers a role of exactly these rights; empty when it would run the statement. */
    private static String explain(Connection connection, String sql, SqlReading.Statement read) throws SQLException {
        try (Statement session = connection.createStatement()) {
            for (String grant : grants(read)) {
                session.execute(grant);
            }
            session.execute("SET LOCAL ROLE probe");
            session.execute("EXPLAIN " + sql);
            return "";
        } catch (SQLException refused) {
            return String.valueOf(refused.getSQLState());
        } finally {
            connection.rollback();
        }
    }

    private static List<String> grants(SqlReading.Statement read) {
        List<String> grants = new ArrayList<>();
        for (String table : read.tables()) {
            grants.add(grant("SELECT (anything)", table));
            if (read.written().contains(table) && read.verb().equals("delete")) {
                grants.add(grant("DELETE", table));
            }
        }
        for (String entry : read.columns()) {
            int dot = entry.lastIndexOf('.');
            String column = entry.substring(dot + 1);
            Set<String> tables = entry.startsWith("*.") ? read.tables() : Set.of(entry.substring(0, dot));
            for (String table : tables) {
                grants.addAll(grants(table, column, read));
            }
        }
        return grants;
    }

    private static List<String> grants(String table, String column, SqlReading.Statement read) {
        List<String> grants = new ArrayList<>();
        String plain = table.substring(table.lastIndexOf('.') + 1);
        for (String known : TABLES.getOrDefault(plain, List.of())) {
            if (column.equals("*") || column.equals(known)) {
                grants.add(grant("SELECT (" + known + ")", table));
                if (read.written().contains(table) && !read.verb().equals("delete")) {
                    grants.add(grant(read.verb() + " (" + known + ")", table));
                }
            }
        }
        if (column.equals("*") && !plain.isEmpty() && TABLES.containsKey(plain)) {
            grants.add(grant("SELECT", table));
        }
        return grants;
    }

    private static String grant(String right, String table) {
        boolean ours = TABLES.containsKey(table.substring(table.lastIndexOf('.') + 1));
        return ours ? "GRANT " + right + " ON " + table + " TO probe" : "SELECT 1";
    }
}
