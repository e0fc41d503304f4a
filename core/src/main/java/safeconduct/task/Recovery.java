package safeconduct.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import safeconduct.caller.TaskId;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;
import safeconduct.record.Event;
import safeconduct.record.Journal;
import safeconduct.record.Position;
import safeconduct.record.Recorded;

/**
 * Brings ledger and state together after a start, and ends what the last run left. Runs before any door opens.
 *
 * <p>The ledger is the truth: a state store that is older (a crash, a restored backup) is rolled forward from it; one that
 * knows records which the ledger does not have is refused.
 */
public final class Recovery {

    private final Journal journal;
    private final Position position;
    private final RollForward rollForward;
    private final Time time;

    public Recovery(Journal journal, Position position, RollForward rollForward, Time time) {
        this.journal = journal;
        this.position = position;
        this.rollForward = rollForward;
        this.time = time;
    }

    /**
     * What was found.
     *
     * @param unclean whether the last run did not stop in order
     * @param unknown how many decisions got the outcome {@code unknown}
     */
    public record Report(boolean unclean, long rolledForward, int unknown) {}

    /**
     * Rolls the state forward, and closes decisions without outcome.
     *
     * @param use gets each use of the last day, for budgets over time, in order
     * @throws Fault INVALID when the ledger is older than the state
     */
    public Report run(Consumer<Use> use) {
        long size = journal.size();
        long known = position.get();
        if (known > size) {
            throw new Fault(
                    Fault.Code.INVALID,
                    "the state knows " + known + " records, the ledger has " + size
                            + ": the ledger was cut or replaced; restore the ledger that belongs to this state");
        }
        journal.scan(known, size, rollForward::apply);
        boolean unclean = size > 0 && !(journal.read(size - 1).event() instanceof Event.ServerStopped);
        int unknown = unclean ? closeOpenDecisions(size) : 0;
        position.set(journal.size());
        remember(use);
        return new Report(unclean, size - known, unknown);
    }

    /** Use of an agent at a target, from before the restart. */
    public record Use(String agent, String target, long rows, long bytes, Instant when) {}

    private int closeOpenDecisions(long size) {
        TreeMap<Long, Event.Decided> open = new TreeMap<>();
        journal.scan(lastStart(size), size, recorded -> {
            switch (recorded.event()) {
                case Event.Decided decided when decided.effect().equals("allow") -> open.put(recorded.index(), decided);
                case Event.Happened happened -> open.remove(happened.decision());
                default -> {}
            }
        });
        open.forEach((index, decided) -> journal.append(new Event.Happened(
                decided.who().task(), index, "unknown", "the server stopped before it learned", 0, 0, 0)));
        return open.size();
    }

    private long lastStart(long size) {
        for (long index = size - 1; index >= 0; index--) {
            if (journal.read(index).event() instanceof Event.ServerStarted) {
                return index;
            }
        }
        return 0;
    }

    private void remember(Consumer<Use> use) {
        Instant from = time.now().minus(Duration.ofDays(1));
        long size = journal.size();
        TreeMap<Long, Event.Decided> open = new TreeMap<>();
        journal.scan(firstSince(from, size), size, recorded -> {
            if (recorded.event() instanceof Event.Decided decided
                    && decided.effect().equals("allow")) {
                open.put(recorded.index(), decided);
            } else if (recorded.event() instanceof Event.Happened happened) {
                Optional.ofNullable(open.remove(happened.decision()))
                        .ifPresent(decided -> use.accept(use(decided, happened, recorded)));
            }
        });
    }

    private static Use use(Event.Decided decided, Event.Happened happened, Recorded recorded) {
        boolean unknown = happened.status().equals("unknown");
        // What nobody learned counts as all that was left; without a limit nothing can be said.
        long rows = unknown ? Math.max(0, decided.most().rows()) : happened.rows();
        long bytes = unknown ? Math.max(0, decided.most().bytes()) : happened.bytes();
        return new Use(decided.who().agent(), decided.target(), rows, bytes, recorded.time());
    }

    /** The first record that is not older, by halving: times in the ledger do not go back by more than a clock's step. */
    private long firstSince(Instant from, long size) {
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (journal.read(middle).time().isBefore(from)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Ends every task that the last run left, with receipts; what cannot be taken back now stays ending, and the sweeper
     * goes on.
     *
     * @return how many
     */
    public static int endAll(LiveTasks living, Tasks tasks, TaskEnder ender) {
        var left = tasks.living();
        left.forEach(living::add);
        for (Task task : left) {
            TaskId id = task.id();
            EndReason reason = task.endReason().orElse(EndReason.UNCLEAN_STOP);
            ender.end(id, reason, "recovery");
        }
        return left.size();
    }
}
