package safeconduct.brokers.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import safeconduct.kernel.Randomness;
import safeconduct.kernel.Secret;
import safeconduct.policy.DatabaseScope;
import safeconduct.policy.DatabaseScope.Table;

/**
 * Makes a role in one transaction: role, settings, views, grants, and the look at what the role could then really do.
 * It exists as a whole or not at all.
 */
final class Minter {

    private static final int SALT_BYTES = 16;

    private final PostgresSettings settings;
    private final Point.Listener listener;

    Minter(PostgresSettings settings, Point.Listener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** The answer: made and committed, or rolled back. */
    sealed interface Made {

        /** @param exceptions rights beyond the plan that the scope accepts */
        record Role(List<String> exceptions) implements Made {}

        /** Nothing is left. */
        record Nothing(String reason, List<String> excess) implements Made {}
    }

    /** @throws SQLException when the server failed; whether the role exists is then unknown */
    Made make(SqlSession session, GrantPlan plan, Secret password, Instant until) throws SQLException {
        session.begin();
        try {
            Made made = inTransaction(session, plan, password, until);
            switch (made) {
                case Made.Role role -> session.commit();
                case Made.Nothing nothing -> session.rollback();
            }
            return made;
        } catch (SQLException failed) {
            rollBack(session, failed);
            throw failed;
        }
    }

    private static void rollBack(SqlSession session, SQLException failed) {
        try {
            session.rollback();
        } catch (SQLException gone) {
            failed.addSuppressed(gone); // The server rolls back what loses its connection.
        }
    }

    private Made inTransaction(SqlSession session, GrantPlan plan, Secret password, Instant until) throws SQLException {
        // Names this transaction, so that `revoke` finds and ends it wherever it hangs.
        session.texts("SELECT pg_catalog.set_config('application_name', ?, true)", plan.principal());
        listener.reached(Point.MINT_BEGUN);
        makeRole(session, plan, password, until);
        listener.reached(Point.MINT_ROLE_MADE);
        makeSettings(session, plan);
        listener.reached(Point.MINT_SETTINGS_MADE);
        RowViews.make(session, plan);
        listener.reached(Point.MINT_ROWS_MADE);
        Set<Right> expected = new TreeSet<>(plan.expected());
        expected.addAll(grant(session, plan));
        listener.reached(Point.MINT_GRANTED);
        Made made = judge(session, plan, expected);
        listener.reached(Point.MINT_CHECKED);
        return made;
    }

    private void makeRole(SqlSession session, GrantPlan plan, Secret password, Instant until) throws SQLException {
        String verifier = ScramVerifier.of(password, Randomness.bytes(SALT_BYTES), ScramVerifier.ITERATIONS);
        session.run("CREATE ROLE " + session.identifier(plan.principal())
                + " LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT "
                + settings.connectionLimit() + " VALID UNTIL " + session.literal(until.toString()) + " PASSWORD "
                + session.literal(verifier));
    }

    /** Defaults: a role may set these for itself, so that none of them is a boundary. */
    private void makeSettings(SqlSession session, GrantPlan plan) throws SQLException {
        String role = session.identifier(plan.principal());
        long millis = settings.statementTimeout().toMillis();
        session.run("ALTER ROLE " + role + " SET statement_timeout = " + millis);
        session.run("ALTER ROLE " + role + " SET idle_in_transaction_session_timeout = " + millis);
        session.run("ALTER ROLE " + role + " SET search_path = " + session.identifiers(plan.searchPath()));
        if (plan.readsOnly()) {
            session.run("ALTER ROLE " + role + " SET default_transaction_read_only = on");
        }
    }

    /** @return the sequences that came on top, since an INSERT takes a default from them */
    private static Set<Right> grant(SqlSession session, GrantPlan plan) throws SQLException {
        String role = session.identifier(plan.principal());
        session.run("GRANT CONNECT ON DATABASE " + session.identifier(plan.database()) + " TO " + role);
        session.run("GRANT USAGE ON SCHEMA " + session.identifiers(plan.schemas()) + " TO " + role);
        Set<Right> sequences = new TreeSet<>();
        for (Table table : plan.scope().tables()) {
            String rights = rights(session, table);
            session.run("GRANT " + rights + " ON TABLE " + plan.surface(table).quoted(session) + " TO " + role);
            if (table.rights().contains(DatabaseScope.Right.INSERT)) {
                for (TableName sequence : sequencesOf(session, TableName.of(table.name()))) {
                    session.run("GRANT USAGE ON SEQUENCE " + sequence.quoted(session) + " TO " + role);
                    sequences.add(Right.onSequence(sequence));
                }
            }
        }
        return sequences;
    }

    private static String rights(SqlSession session, Table table) throws SQLException {
        List<String> rights = new ArrayList<>();
        for (DatabaseScope.Right right : table.rights().stream().sorted().toList()) {
            rights.add(
                    right == DatabaseScope.Right.DELETE
                            ? right.name()
                            : right.name() + " (" + session.identifiers(table.columns()) + ")");
        }
        return String.join(", ", rights);
    }

    private static List<TableName> sequencesOf(SqlSession session, TableName table) throws SQLException {
        return session.rows("""
            SELECT n.nspname, s.relname FROM pg_catalog.pg_depend d
            JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
            JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
            WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid = d.classid
              AND d.refobjid = ?::pg_catalog.regclass AND d.deptype = 'a'
            ORDER BY 1, 2
            """, row -> new TableName(row.getString(1), row.getString(2)), table.quoted(session));
    }

    private static Made judge(SqlSession session, GrantPlan plan, Set<Right> expected) throws SQLException {
        EffectiveRights effective = EffectiveRights.of(session, plan.principal());
        Set<String> missing = new TreeSet<>(effective.missing(expected));
        missing.addAll(RowViews.missing(session, plan));
        if (!missing.isEmpty()) {
            // PostgreSQL only warns when somebody grants what he may not hand on.
            return new Made.Nothing("the broker may not hand on " + String.join(", ", missing), List.of());
        }
        List<String> beyond = effective.beyond(expected);
        List<String> excess = beyond.stream()
                .filter(right -> !plan.scope().exceptions().contains(right))
                .toList();
        return excess.isEmpty()
                ? new Made.Role(beyond)
                : new Made.Nothing("the role could do more than the envelope allows", excess);
    }
}
