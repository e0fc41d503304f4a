package safeconduct.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import safeconduct.approval.Approval;
import safeconduct.approval.ApprovalId;
import safeconduct.approval.Approvals;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Json;

/** The questions to people in SQLite. Ids sort by the time of creation, so they are the order. */
record SqliteApprovals(Database database) implements Approvals {

    private static final String ADD = """
        insert into approvals
          (id, task, agent, target, method, name, binding, question, policies, record, asked, until, state, by, reason)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;

    private static final String MOVE =
            "update approvals set until = ?, state = ?, by = ?, reason = ? where id = ? and state = ?";

    @Override
    public void add(Approval approval) {
        Object[] values = {
            approval.id().value(),
            approval.task().value(),
            approval.agent().value(),
            approval.subject().target().value(),
            approval.subject().method(),
            approval.subject().name(),
            approval.binding().value(),
            approval.question(),
            Json.text(approval.policies()),
            approval.record(),
            approval.asked().toString(),
            approval.until().toString(),
            approval.state().name(),
            approval.by(),
            approval.reason()
        };
        database.write(connection -> Database.update(connection, ADD, values));
    }

    @Override
    public boolean move(Approval approval, Approval.State from) {
        Object[] values = {
            approval.until().toString(),
            approval.state().name(),
            approval.by(),
            approval.reason(),
            approval.id().value(),
            from.name()
        };
        return database.write(connection -> Database.update(connection, MOVE, values)) == 1;
    }

    @Override
    public Optional<Approval> find(ApprovalId id) {
        return select("where id = ?", id.value()).stream().findFirst();
    }

    @Override
    public List<Approval> of(TaskId task) {
        return select("where task = ? order by id", task.value());
    }

    @Override
    public List<Approval> open() {
        return select("where state in ('PENDING', 'ALLOWED') order by id");
    }

    @Override
    public List<Approval> page(Optional<ApprovalId> before, int limit) {
        return before.map(id -> select("where id < ? order by id desc limit ?", id.value(), limit))
                .orElseGet(() -> select("order by id desc limit ?", limit));
    }

    private List<Approval> select(String rest, Object... values) {
        return database.read(connection ->
                Database.query(connection, SqliteApprovals::approval, "select * from approvals " + rest, values));
    }

    private static Approval approval(ResultSet row) throws SQLException {
        List<String> policies = new ArrayList<>();
        Json.parse(row.getString("policies")).forEach(policy -> policies.add(policy.asText()));
        return new Approval(
                new ApprovalId(row.getString("id")),
                new TaskId(row.getString("task")),
                new AgentName(row.getString("agent")),
                new Approval.Subject(
                        new TargetName(row.getString("target")), row.getString("method"), row.getString("name")),
                new Digest(row.getString("binding")),
                row.getString("question"),
                policies,
                row.getLong("record"),
                Instant.parse(row.getString("asked")),
                Instant.parse(row.getString("until")),
                Approval.State.valueOf(row.getString("state")),
                row.getString("by"),
                row.getString("reason"));
    }
}
