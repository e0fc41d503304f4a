package safeconduct.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import safeconduct.caller.TaskId;
import safeconduct.catalog.TargetName;
import safeconduct.grant.Grant;
import safeconduct.grant.GrantId;
import safeconduct.grant.Grants;
import safeconduct.grant.Receipt;
import safeconduct.kernel.Json;

/** The grants in SQLite. Ids sort by the time of creation, so they are the order. */
record SqliteGrants(Database database) implements Grants {

    private static final String SAVE = """
        insert or replace into grants (id, task, target, principal, state, created, until, receipt)
        values (?, ?, ?, ?, ?, ?, ?, ?)\
        """;

    @Override
    public void save(Grant grant) {
        Object[] values = {
            grant.id().value(),
            grant.task().value(),
            grant.target().value(),
            grant.principal(),
            grant.state().name(),
            grant.created().toString(),
            grant.until().toString(),
            grant.receipt().map(Json::text).orElse(null)
        };
        database.write(connection -> Database.update(connection, SAVE, values));
    }

    @Override
    public Optional<Grant> find(GrantId id) {
        return select("where id = ?", id.value()).stream().findFirst();
    }

    @Override
    public List<Grant> of(TaskId task) {
        return select("where task = ? order by id", task.value());
    }

    @Override
    public List<Grant> open() {
        return select("where state <> 'REVOKED' order by id");
    }

    @Override
    public List<Grant> page(Optional<GrantId> before, int limit) {
        return before.map(id -> select("where id < ? order by id desc limit ?", id.value(), limit))
                .orElseGet(() -> select("order by id desc limit ?", limit));
    }

    private List<Grant> select(String rest, Object... values) {
        return database.read(
                connection -> Database.query(connection, SqliteGrants::grant, "select * from grants " + rest, values));
    }

    private static Grant grant(ResultSet row) throws SQLException {
        return new Grant(
                new GrantId(row.getString("id")),
                new TaskId(row.getString("task")),
                new TargetName(row.getString("target")),
                row.getString("principal"),
                Grant.State.valueOf(row.getString("state")),
                Instant.parse(row.getString("created")),
                Instant.parse(row.getString("until")),
                Optional.ofNullable(row.getString("receipt")).map(text -> Json.to(Json.parse(text), Receipt.class)));
    }
}
