package safeconduct.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import safeconduct.caller.Actor;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.policy.EnvelopeJson;
import safeconduct.task.EndReason;
import safeconduct.task.Task;
import safeconduct.task.TaskState;
import safeconduct.task.Tasks;

/** The tasks in SQLite. Ids sort by the time of opening, so they are the order. */
record SqliteTasks(Database database) implements Tasks {

    private static final String INSERT = """
        insert into tasks (agent, instance, workload, acting_for, parent, purpose, envelope, state, opened, last_seen,
          key_thumbprint, opened_record, end_reason, ended, version, id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (id) do nothing\
        """;

    private static final String UPDATE = """
        update tasks set agent = ?, instance = ?, workload = ?, acting_for = ?, parent = ?, purpose = ?, envelope = ?,
          state = ?, opened = ?, last_seen = ?, key_thumbprint = ?, opened_record = ?, end_reason = ?, ended = ?,
          version = ?
        where id = ? and version = ?\
        """;

    @Override
    public Optional<Task> find(TaskId id) {
        return select("where id = ?", id.value()).stream().findFirst();
    }

    @Override
    public Task save(Task task) {
        int changed = database.write(connection -> task.version() == 0
                ? Database.update(connection, INSERT, values(task))
                : Database.update(connection, UPDATE, and(values(task), task.version())));
        if (changed == 0) {
            throw new Fault(Fault.Code.CONFLICT, "task `" + task.id() + "` was changed by another writer");
        }
        return atVersion(task, task.version() + 1);
    }

    @Override
    public List<Task> living() {
        return select("where state <> 'ENDED' order by id");
    }

    @Override
    public List<Task> childrenOf(TaskId parent) {
        return select("where parent = ? order by id", parent.value());
    }

    @Override
    public List<Task> page(Optional<TaskId> before, int limit) {
        return before.map(id -> select("where id < ? order by id desc limit ?", id.value(), limit))
                .orElseGet(() -> select("order by id desc limit ?", limit));
    }

    private List<Task> select(String rest, Object... values) {
        return database.read(
                connection -> Database.query(connection, SqliteTasks::task, "select * from tasks " + rest, values));
    }

    private static Object[] values(Task task) {
        return new Object[] {
            task.agent().name().value(),
            task.agent().instance(),
            task.agent().workload(),
            ActorJson.write(task.actingFor()),
            task.parent().map(TaskId::value).orElse(null),
            task.envelope().purpose(),
            Json.text(task.envelope().json()),
            task.state().name(),
            task.opened().toString(),
            task.lastSeen().toString(),
            task.keyThumbprint(),
            task.openedRecord(),
            task.endReason().map(Enum::name).orElse(null),
            task.ended().map(Instant::toString).orElse(null),
            task.version() + 1,
            task.id().value()
        };
    }

    private static Object[] and(Object[] values, Object last) {
        Object[] all = Arrays.copyOf(values, values.length + 1);
        all[values.length] = last;
        return all;
    }

    private static Task task(ResultSet row) throws SQLException {
        return new Task(
                new TaskId(row.getString("id")),
                new Actor.Agent(
                        new AgentName(row.getString("agent")), row.getString("instance"), row.getString("workload")),
                ActorJson.read(row.getString("acting_for")),
                Optional.ofNullable(row.getString("parent")).map(TaskId::new),
                EnvelopeJson.read(Json.parseObject(row.getString("envelope"))),
                TaskState.valueOf(row.getString("state")),
                Instant.parse(row.getString("opened")),
                Instant.parse(row.getString("last_seen")),
                row.getString("key_thumbprint"),
                row.getLong("opened_record"),
                Optional.ofNullable(row.getString("end_reason")).map(EndReason::valueOf),
                Optional.ofNullable(row.getString("ended")).map(Instant::parse),
                row.getLong("version"));
    }

    private static Task atVersion(Task task, long version) {
        return new Task(
                task.id(),
                task.agent(),
                task.actingFor(),
                task.parent(),
                task.envelope(),
                task.state(),
                task.opened(),
                task.lastSeen(),
                task.keyThumbprint(),
                task.openedRecord(),
                task.endReason(),
                task.ended(),
                version);
    }
}
