package safeconduct.brokers.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import safeconduct.kernel.Time;

/** What a role has, in every database of the server, and its end: rights, and objects that it owns. */
final class Holdings {

    private final Connections connections;
    private final Time time;

    Holdings(Connections connections, Time time) {
        this.connections = connections;
        this.time = time;
    }

    /** Drops it in each database of which the catalogue says that the role owns something or has a right there. */
    void drop(SqlSession session, String principal, long role, ReceiptDraft draft) throws SQLException {
        Set<String> elsewhere = new TreeSet<>(session.texts("""
            SELECT DISTINCT d.datname FROM pg_catalog.pg_shdepend s
            JOIN pg_catalog.pg_database d ON d.oid = s.dbid
            WHERE s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND s.refobjid = ?
              AND d.datname <> pg_catalog.current_database()
            """, role));
        for (String database : elsewhere) {
            String done = connections.runIn(database, there -> drop(there, principal, role));
            draft.step("owned", done + " in `" + database + "`");
        }
        draft.step("owned", drop(session, principal, role));
    }

    /** What others have built upon stays, in the broker's name: their work is not ours to drop. */
    private String drop(SqlSession session, String principal, long role) throws SQLException {
        String name = session.identifier(principal);
        revoke(session, name, role);
        try {
            Retries.onConflict(time, () -> session.run("DROP OWNED BY " + name + " RESTRICT"));
            return "dropped what it owned, and its rights";
        } catch (SQLException refused) {
            if (!Troubles.dependentObjects(refused)) {
                throw refused;
            }
            session.run("REASSIGN OWNED BY " + name + " TO CURRENT_USER");
            Retries.onConflict(time, () -> session.run("DROP OWNED BY " + name + " RESTRICT"));
            return "kept what others depend on, in the broker's name, and dropped its rights";
        }
    }

    private record Granted(boolean sequence, TableName relation, String privilege, String column) {}

    private record Relation(boolean sequence, TableName name) {}

    /**
     * One by one, since DROP OWNED revokes everything on every column of a table, and fails when the broker itself has
     * no right on one of them.
     */
    private void revoke(SqlSession session, String role, long oid) throws SQLException {
        Map<Relation, List<Granted>> byRelation = new LinkedHashMap<>();
        for (Granted granted : granted(session, oid)) {
            byRelation
                    .computeIfAbsent(
                            new Relation(granted.sequence(), granted.relation()), relation -> new ArrayList<>())
                    .add(granted);
        }
        for (Map.Entry<Relation, List<Granted>> entry : byRelation.entrySet()) {
            List<String> rights = new ArrayList<>();
            for (Granted granted : entry.getValue()) {
                rights.add(
                        granted.column().isEmpty()
                                ? granted.privilege()
                                : granted.privilege() + " (" + session.identifier(granted.column()) + ")");
            }
            String sql = "REVOKE " + String.join(", ", rights) + " ON "
                    + (entry.getKey().sequence() ? "SEQUENCE " : "TABLE ")
                    + entry.getKey().name().quoted(session) + " FROM " + role;
            Retries.onConflict(time, () -> session.run(sql));
        }
    }

    private static List<Granted> granted(SqlSession session, long role) throws SQLException {
        return session.rows(
                """
                WITH depending AS (
                  SELECT DISTINCT s.objid FROM pg_catalog.pg_shdepend s
                  WHERE s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND s.refobjid = ?
                    AND s.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND s.deptype = 'a'
                    AND s.dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
                ), granted AS (
                  SELECT c.oid, a.privilege_type, '' AS attname, a.grantee FROM depending d
                  JOIN pg_catalog.pg_class c ON c.oid = d.objid CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) a
                  UNION ALL
                  SELECT t.attrelid, a.privilege_type, t.attname, a.grantee FROM depending d
                  JOIN pg_catalog.pg_attribute t ON t.attrelid = d.objid
                  CROSS JOIN LATERAL pg_catalog.aclexplode(t.attacl) a
                )
                SELECT c.relkind = 'S', n.nspname, c.relname, g.privilege_type, g.attname FROM granted g
                JOIN pg_catalog.pg_class c ON c.oid = g.oid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE g.grantee = ? ORDER BY 2, 3, 4, 5
                """,
                row -> new Granted(
                        row.getBoolean(1),
                        new TableName(row.getString(2), row.getString(3)),
                        row.getString(4),
                        row.getString(5)),
                role,
                role);
    }
}
