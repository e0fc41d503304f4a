package safeconduct.task;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import safeconduct.catalog.Agent;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;
import safeconduct.policy.Bundle;

/** Ends the tasks whose time has come, and goes on with ends that did not come to theirs. */
public final class TaskSweeper {

    private static final System.Logger LOG = System.getLogger(TaskSweeper.class.getName());
    private static final String BY = "sweeper";

    private final LiveTasks living;
    private final TaskEnder ender;
    private final Supplier<Bundle> rules;
    private final Time time;

    public TaskSweeper(LiveTasks living, TaskEnder ender, Supplier<Bundle> rules, Time time) {
        this.living = living;
        this.ender = ender;
        this.rules = rules;
        this.time = time;
    }

    /** One look at every living task. */
    public void sweep() {
        Instant now = time.now();
        Bundle bundle = rules.get();
        for (LiveTask live : living.all()) {
            reasonToEnd(live, bundle, now).ifPresent(reason -> end(live, reason));
        }
    }

    private void end(LiveTask live, EndReason reason) {
        try {
            ender.end(live.task().id(), reason, BY);
        } catch (Fault fault) {
            // The state store is away: the task refuses every call already, and the next sweep goes on.
            LOG.log(System.Logger.Level.ERROR, "task " + live.task().id() + " could not be ended yet", fault);
        }
    }

    /** Why this task must end now, if it must. */
    static Optional<EndReason> reasonToEnd(LiveTask live, Bundle bundle, Instant now) {
        if (live.refusing()) {
            return Optional.of(live.endsFor());
        }
        Task task = live.task();
        if (!now.isBefore(task.envelope().deadline())) {
            return Optional.of(EndReason.DEADLINE);
        }
        if (now.isAfter(task.lastSeen().plus(task.envelope().idle()))) {
            return Optional.of(EndReason.IDLE);
        }
        return byRules(task, bundle, now);
    }

    private static Optional<EndReason> byRules(Task task, Bundle bundle, Instant now) {
        Optional<Agent> agent = bundle.agent(task.agent().name());
        if (agent.isEmpty() || !agent.get().purposes().contains(task.envelope().purpose())) {
            return Optional.of(EndReason.CONFIGURATION);
        }
        if (agent.get().owner().disabled() || !now.isBefore(agent.get().expires())) {
            return Optional.of(EndReason.OWNER_DISABLED);
        }
        return Optional.empty();
    }
}
