package safeconduct.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import safeconduct.caller.Actor;
import safeconduct.caller.Identity;
import safeconduct.caller.TaskId;
import safeconduct.caller.Voucher;
import safeconduct.catalog.Agent;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Time;
import safeconduct.policy.Bundle;
import safeconduct.policy.Decision;
import safeconduct.policy.Envelope;
import safeconduct.policy.Narrowing;
import safeconduct.policy.Purpose;
import safeconduct.policy.Reason;

/** Opens tasks: decides on the envelope, records, and only then is there a task. */
public final class TaskOpener {

    /** How many tasks of one agent may live at once on this node. */
    public static final int LIVING_PER_AGENT_MAX = 1_000;

    private final Supplier<Bundle> rules;
    private final LiveTasks living;
    private final TaskBook book;
    private final Stops stops;
    private final Surroundings surroundings;

    /** What the world gives. */
    public record Surroundings(Ids ids, Time time) {}

    public TaskOpener(Supplier<Bundle> rules, LiveTasks living, TaskBook book, Stops stops, Surroundings surroundings) {
        this.rules = rules;
        this.living = living;
        this.book = book;
        this.stops = stops;
        this.surroundings = surroundings;
    }

    /**
     * Opens a task, or says why not. A refusal is recorded too.
     *
     * @throws Fault UNAVAILABLE when it cannot be recorded; EXHAUSTED when the agent has too many
     */
    public Opening open(OpenRequest request) {
        Opening opening = decide(request);
        if (opening instanceof Opening.Refused(var denial)) {
            book.refused(request, denial);
        }
        return opening;
    }

    private Opening decide(OpenRequest request) {
        Bundle bundle = rules.get();
        Instant now = surroundings.time().now();
        AgentMatch match = AgentMatch.of(request, bundle);
        if (match instanceof AgentMatch.None(var why)) {
            return refused(Reason.AGENT_NOT_ALLOWED, why);
        }
        Agent agent = ((AgentMatch.One) match).agent();
        Optional<Decision.Deny> denial = OpenRules.against(agent, request, bundle, now);
        if (denial.isPresent()) {
            return new Opening.Refused(denial.get());
        }
        if (living.count(agent.name()) >= LIVING_PER_AGENT_MAX) {
            throw new Fault(
                    Fault.Code.EXHAUSTED, "agent `" + agent.name() + "` has " + LIVING_PER_AGENT_MAX + " living tasks");
        }
        return narrowed(request, agent, bundle, now);
    }

    private Opening narrowed(OpenRequest request, Agent agent, Bundle bundle, Instant now) {
        Optional<LiveTask> parent = Optional.empty();
        if (request.parent().isPresent()) {
            parent = living.find(request.parent().get()).filter(LiveTask::active);
            if (parent.isEmpty()) {
                return refused(Reason.TASK_NOT_ACTIVE, "the parent task is not active");
            }
            Optional<Decision.Deny> denial =
                    OpenRules.ofChild(agent, parent.get().task());
            if (denial.isPresent()) {
                return new Opening.Refused(denial.get());
            }
        }
        Purpose purpose = bundle.purpose(request.purpose()).orElseThrow();
        Voucher voucher = agent.orchestrator() ? Voucher.ORCHESTRATOR : Voucher.AGENT;
        Narrowing.Result narrowing = Narrowing.narrow(
                new Narrowing.Wish(purpose, request.parameters(), voucher, request.ttl(), bundle.digest()),
                parent.map(live -> live.task().envelope()),
                now);
        return switch (narrowing) {
            case Narrowing.Result.Problems(var problems) ->
                refused(Reason.PARAMETER_INVALID, String.join("; ", problems));
            case Narrowing.Result.Narrowed(var envelope) -> uncontained(request, agent, envelope, parent);
        };
    }

    private Opening uncontained(OpenRequest request, Agent agent, Envelope envelope, Optional<LiveTask> parent) {
        Optional<String> stopped =
                stops.against(agent.name(), envelope.targets().keySet());
        if (stopped.isPresent()) {
            return refused(Reason.CONTAINED, stopped.get());
        }
        Task task = task(request, agent, envelope, parent);
        LiveTask live = living.add(book.opened(task));
        boolean orphaned = parent.isPresent() && !parent.get().active();
        if (orphaned || stops.against(agent.name(), envelope.targets().keySet()).isPresent()) {
            // What began to end meanwhile may have missed this one: the next sweep ends it.
            live.refuseFor(EndReason.PARENT_ENDED);
            return refused(Reason.TASK_NOT_ACTIVE, "the parent or the agent is being ended");
        }
        return new Opening.Opened(live.task());
    }

    private Task task(OpenRequest request, Agent agent, Envelope envelope, Optional<LiveTask> parent) {
        Instant now = surroundings.time().now();
        return new Task(
                new TaskId(surroundings.ids().next(TaskId.PREFIX)),
                actor(request, agent),
                actingFor(request, parent),
                request.parent(),
                envelope,
                TaskState.ACTIVE,
                now,
                now,
                request.keyThumbprint(),
                0,
                Optional.empty(),
                Optional.empty(),
                0);
    }

    private Actor.Agent actor(OpenRequest request, Agent agent) {
        Identity workload = request.workload();
        String instance = workload.attributes().get("instance");
        return new Actor.Agent(
                agent.name(), instance == null ? surroundings.ids().next("ins") : instance, workload.subject());
    }

    private static List<Actor> actingFor(OpenRequest request, Optional<LiveTask> parent) {
        List<Actor> chain = new ArrayList<>();
        parent.map(LiveTask::task).ifPresent(above -> {
            chain.add(above.agent());
            chain.addAll(above.actingFor());
        });
        request.user()
                .map(user -> new Actor.Human(user.subject(), user.issuer(), user.groups()))
                .ifPresent(chain::add);
        return chain;
    }

    private static Opening refused(Reason reason, String explanation) {
        return new Opening.Refused(Decision.Deny.because(reason, explanation));
    }
}
