package safeconduct.call;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.catalog.TargetName;
import safeconduct.policy.Budgets;
import safeconduct.policy.Decision;
import safeconduct.policy.PolicyEngine.Usage;
import safeconduct.policy.Purpose;
import safeconduct.policy.Reason;

/**
 * What tasks have used. A call is counted before it is decided; its rows and bytes are drawn, atomically, before they go
 * on to the agent, so that calls side by side can never have more than there is. Thread-safe.
 *
 * <p>What a child draws is drawn from its parents too. Use per agent and target slides over hours and days, outlives
 * tasks, and is rebuilt from the ledger after a restart.
 */
public final class BudgetBook {

    private final Map<TaskId, Usage> used = new HashMap<>();
    private final Map<Place, SlidingUse> sliding = new HashMap<>();

    private record Place(AgentName agent, TargetName target) {}

    /**
     * For whom a call is made.
     *
     * @param line the task and its parents, the task first, each with its budgets
     */
    public record Spender(List<Line> line, AgentName agent, TargetName target, List<Purpose.Window> windows) {
        public Spender {
            line = List.copyOf(line);
            windows = List.copyOf(windows);
        }

        private Place place() {
            return new Place(agent, target);
        }
    }

    /** One task of the line. */
    public record Line(TaskId task, Budgets budgets) {}

    /** What the task has used up to now. */
    public synchronized Usage usage(TaskId task) {
        return used.getOrDefault(task, Usage.NONE);
    }

    /**
     * Counts one call, if anything is left of every budget.
     *
     * @return why not
     */
    public synchronized Optional<Decision.Deny> begin(Spender spender, Instant now) {
        for (Line line : spender.line()) {
            Optional<String> spent = spent(usage(line.task()), line.budgets());
            if (spent.isPresent()) {
                return deny(Reason.BUDGET_EXHAUSTED, "the budget of " + spent.get() + " of this task is used up");
            }
        }
        for (Purpose.Window window : spender.windows()) {
            Budgets limits = limits(window);
            Optional<String> spent = spent(slide(spender).within(window.span(), now), limits);
            if (spent.isPresent()) {
                return deny(
                        Reason.WINDOW_EXHAUSTED,
                        "the agent's budget of " + spent.get() + " at this target within " + window.span()
                                + " is used up");
            }
        }
        add(spender, new Usage(1, 0, 0), now);
        return Optional.empty();
    }

    /** Draws up to so many rows. */
    public synchronized long drawRows(Spender spender, long rows, Instant now) {
        long granted = Math.min(rows, left(spender, now).rows());
        add(spender, new Usage(0, granted, 0), now);
        return granted;
    }

    /** Draws so many bytes, or none. */
    public synchronized boolean drawBytes(Spender spender, long bytes, Instant now) {
        if (bytes > left(spender, now).bytes()) {
            return false;
        }
        add(spender, new Usage(0, 0, bytes), now);
        return true;
    }

    /** What is left of the narrowest budget of each kind. */
    public synchronized Usage left(Spender spender, Instant now) {
        Usage left = new Usage(Budgets.UNLIMITED, Budgets.UNLIMITED, Budgets.UNLIMITED);
        for (Line line : spender.line()) {
            left = left.least(left(line.budgets(), usage(line.task())));
        }
        for (Purpose.Window window : spender.windows()) {
            left = left.least(left(limits(window), slide(spender).within(window.span(), now)));
        }
        return left;
    }

    /** Use that the ledger tells of, from before a restart. Must be told in order of time. */
    public synchronized void remember(AgentName agent, TargetName target, Usage usage, Instant when) {
        sliding.computeIfAbsent(new Place(agent, target), place -> new SlidingUse())
                .add(usage, when);
    }

    /** Forgets a task that is over. */
    public synchronized void forget(TaskId task) {
        used.remove(task);
    }

    private void add(Spender spender, Usage more, Instant now) {
        spender.line().forEach(line -> used.merge(line.task(), more, Usage::plus));
        slide(spender).add(more, now);
    }

    private SlidingUse slide(Spender spender) {
        return sliding.computeIfAbsent(spender.place(), place -> new SlidingUse());
    }

    private static Budgets limits(Purpose.Window window) {
        return new Budgets(window.calls(), window.rows(), window.bytes(), window.span());
    }

    private static Usage left(Budgets budgets, Usage usage) {
        return new Usage(
                left(budgets.calls(), usage.calls()),
                left(budgets.rows(), usage.rows()),
                left(budgets.bytes(), usage.bytes()));
    }

    private static long left(long limit, long used) {
        return limit == Budgets.UNLIMITED ? Budgets.UNLIMITED : Math.max(0, limit - used);
    }

    private static Optional<String> spent(Usage usage, Budgets budgets) {
        if (usage.calls() >= budgets.calls()) {
            return Optional.of(budgets.calls() + " calls");
        }
        if (usage.rows() >= budgets.rows()) {
            return Optional.of(budgets.rows() + " rows");
        }
        return usage.bytes() >= budgets.bytes() ? Optional.of(budgets.bytes() + " bytes") : Optional.empty();
    }

    private static Optional<Decision.Deny> deny(Reason reason, String explanation) {
        return Optional.of(Decision.Deny.because(reason, explanation));
    }
}
