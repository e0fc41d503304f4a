package safeconduct.brokers.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import safeconduct.policy.DatabaseScope;
import safeconduct.policy.DatabaseScope.RowFilter;
import safeconduct.policy.DatabaseScope.Table;

/**
 * Views that show a task only its own rows: one schema for each task, named as its role and owned by the broker, in it a
 * security-barrier view under each limited table's name.
 */
final class RowViews {

    private RowViews() {}

    /** Makes them, within the transaction that makes the role. */
    static void make(SqlSession session, GrantPlan plan) throws SQLException {
        if (!plan.limited().isEmpty()) {
            session.run("CREATE SCHEMA " + session.identifier(plan.principal()));
        }
        for (Table table : plan.limited()) {
            session.run(view(session, plan, table));
        }
    }

    private static String view(SqlSession session, GrantPlan plan, Table table) throws SQLException {
        RowFilter rows = table.rows().orElseThrow();
        // A row that the task cannot see cannot be written by it either.
        boolean writes = table.rights().contains(DatabaseScope.Right.INSERT)
                || table.rights().contains(DatabaseScope.Right.UPDATE);
        return "CREATE VIEW " + plan.surface(table).quoted(session)
                + " WITH (security_barrier=true" + (writes ? ", check_option=cascaded" : "") + ") AS SELECT "
                + session.identifiers(shown(table)) + " FROM "
                + TableName.of(table.name()).quoted(session) + " WHERE " + session.identifier(rows.column()) + " = "
                + literal(session, rows.value().orElseThrow());
    }

    /** A view without columns has no rows to delete; a task with DELETE alone gets the column that limits it. */
    private static List<String> shown(Table table) {
        return table.columns().isEmpty() ? List.of(table.rows().orElseThrow().column()) : table.columns();
    }

    /** Of the column's own type: PostgreSQL reads an untyped literal as the type that it is compared with. */
    private static String literal(SqlSession session, JsonNode value) throws SQLException {
        return session.literal(value.asText());
    }

    /**
     * What the broker itself lacks below the views. Whoever uses a view uses its owner's rights, so PostgreSQL would
     * only say so at the task's first query.
     */
    static List<String> missing(SqlSession session, GrantPlan plan) throws SQLException {
        Set<String> missing = new TreeSet<>();
        for (Table table : plan.limited()) {
            TableName base = TableName.of(table.name());
            for (Right right : needed(table, base)) {
                if (!has(session, base, right)) {
                    missing.add(right.toString());
                }
            }
        }
        return new ArrayList<>(missing);
    }

    private static Set<Right> needed(Table table, TableName base) {
        Set<Right> needed = new TreeSet<>();
        needed.add(Right.onColumn("SELECT", base, table.rows().orElseThrow().column()));
        for (DatabaseScope.Right right : table.rights()) {
            if (right == DatabaseScope.Right.DELETE) {
                needed.add(Right.onTable(right.name(), base));
            } else {
                table.columns().forEach(column -> needed.add(Right.onColumn(right.name(), base, column)));
            }
        }
        return needed;
    }

    private static boolean has(SqlSession session, TableName base, Right right) throws SQLException {
        return right.column().isEmpty()
                ? session.isTrue(
                        "SELECT pg_catalog.has_table_privilege(?::pg_catalog.text, ?)",
                        base.quoted(session),
                        right.privilege())
                : session.isTrue(
                        "SELECT pg_catalog.has_column_privilege(?::pg_catalog.text, ?, ?)",
                        base.quoted(session),
                        right.column(),
                        right.privilege());
    }

    /** Drops what {@link #make} made; nothing there is no fault. What somebody else hung on them is not dropped along. */
    static int drop(SqlSession session, String principal) throws SQLException {
        List<String> views = session.texts(
                "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relkind = 'v'",
                principal);
        for (String view : views) {
            session.run("DROP VIEW " + new TableName(principal, view).quoted(session));
        }
        session.run("DROP SCHEMA IF EXISTS " + session.identifier(principal));
        return views.size();
    }
}
