package safeconduct.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import safeconduct.caller.Actor;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.caller.Voucher;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.Digest;
import safeconduct.kernel.FakeTime;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Json;
import safeconduct.policy.Budgets;
import safeconduct.policy.DatabaseScope;
import safeconduct.policy.Envelope;
import safeconduct.policy.Purpose;

/** Makes tasks for tests, each with a later id than the one before; the same seed makes the same ones. */
public final class TaskSamples {

    private final FakeTime time = new FakeTime();
    private final Ids ids;

    public TaskSamples(long seed) {
        this.ids = new Ids(time, new Random(seed));
    }

    public TaskId nextId() {
        time.advance(Duration.ofMillis(1));
        return new TaskId(ids.next(TaskId.PREFIX));
    }

    /** A new task that is active, without a parent. */
    public Task next() {
        return of(nextId(), Optional.empty());
    }

    public Task childOf(TaskId parent) {
        return of(nextId(), Optional.of(parent));
    }

    private Task of(TaskId id, Optional<TaskId> parent) {
        Instant now = time.now();
        Actor.Agent agent = new Actor.Agent(new AgentName("support-bot"), "Pod-7", "spiffe://example.org/support");
        List<Actor> actingFor = List.of(
                new Actor.Agent(new AgentName("planner"), "1", "spiffe://example.org/planner"),
                new Actor.Human("ann", "https://idp.example.org", List.of("support", "Support")));
        return new Task(
                id,
                agent,
                actingFor,
                parent,
                envelope(now),
                TaskState.ACTIVE,
                now,
                now,
                "thumb-Print",
                7,
                Optional.empty(),
                Optional.empty(),
                0);
    }

    /** One that has something of everything. */
    public static Envelope envelope(Instant now) {
        DatabaseScope.Table table = new DatabaseScope.Table(
                "public.customers",
                Set.of(DatabaseScope.Right.SELECT),
                List.of("email", "id"),
                Optional.of(new DatabaseScope.RowFilter("id", "customer", Optional.of(Json.parse("42")))));
        Purpose.Access access = new Purpose.Access(
                Set.of("query"), Optional.of(new DatabaseScope(List.of(table), Set.of("large_objects"))));
        return new Envelope(
                "answer-ticket",
                Json.object().put("ticket", "T-4711").put("customer", 42),
                Voucher.ORCHESTRATOR,
                Map.of(
                        new TargetName("crm"),
                        access,
                        new TargetName("mail"),
                        new Purpose.Access(Set.of(), Optional.empty())),
                "dev",
                Set.of("pii"),
                new Budgets(100, Budgets.UNLIMITED, 1 << 20, Duration.ofMinutes(5)),
                now.plus(Duration.ofMinutes(10)),
                Duration.ofMinutes(2),
                Digest.of("bundle"));
    }
}
