package safeconduct.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import safeconduct.containment.Containment;
import safeconduct.containment.Containments;

/** The containments in SQLite, in the order in which they were asked for. */
record SqliteContainments(Database database) implements Containments {

    private static final String ADD =
            "insert or replace into containments (kind, value, reason, by, since) values (?, ?, ?, ?, ?)";

    @Override
    public List<Containment> all() {
        return database.read(connection ->
                Database.query(connection, SqliteContainments::containment, "select * from containments order by seq"));
    }

    @Override
    public void add(Containment containment) {
        Containment.Scope scope = containment.scope();
        database.write(connection -> Database.update(
                connection,
                ADD,
                scope.kind().name(),
                scope.value(),
                containment.reason(),
                containment.by(),
                containment.since().toString()));
    }

    @Override
    public void remove(Containment.Scope scope) {
        database.write(connection -> Database.update(
                connection,
                "delete from containments where kind = ? and value = ?",
                scope.kind().name(),
                scope.value()));
    }

    private static Containment containment(ResultSet row) throws SQLException {
        Containment.Kind kind = Containment.Kind.valueOf(row.getString("kind"));
        return new Containment(
                new Containment.Scope(kind, row.getString("value")),
                row.getString("reason"),
                row.getString("by"),
                Instant.parse(row.getString("since")));
    }
}
