package safeconduct.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import safeconduct.caller.TaskId;
import safeconduct.grant.Grant;
import safeconduct.grant.GrantDesk;
import safeconduct.grant.Grants;
import safeconduct.grant.Receipt;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;

/**
 * Ends tasks: one idempotent saga. Refuse new calls at once, in memory, then durably; stop calls in flight; end the
 * children; take every grant back; receipts; close the record. What fails is done again by the sweeper.
 *
 * <p>A ledger that is away stops no step that takes authority back: it only delays the record, and the task stays
 * {@link TaskState#ENDING} until that is written.
 */
public final class TaskEnder {

    private static final System.Logger LOG = System.getLogger(TaskEnder.class.getName());

    private final LiveTasks living;
    private final TaskBook book;
    private final GrantDesk desk;
    private final Grants grants;
    private final Time time;
    private final List<Consumer<TaskId>> listeners = new CopyOnWriteArrayList<>();

    public TaskEnder(LiveTasks living, TaskBook book, GrantDesk desk, Grants grants, Time time) {
        this.living = living;
        this.book = book;
        this.desk = desk;
        this.grants = grants;
        this.time = time;
    }

    /** Told when a task may do nothing more, before its grants are taken back: to tear down children and sessions. */
    public void whenEnding(Consumer<TaskId> listener) {
        listeners.add(listener);
    }

    /** Refuses every call of the task from now on, in memory only: the first thing of every end, in microseconds. */
    public void refuse(TaskId id, EndReason reason) {
        living.find(id).ifPresent(live -> live.refuseFor(reason));
    }

    /**
     * Ends a task, or goes on ending it; waits for another who does.
     *
     * @param by who or what asked for it
     * @throws Fault NOT_FOUND
     */
    public Ending end(TaskId id, EndReason reason, String by) {
        Optional<LiveTask> found = living.find(id);
        if (found.isEmpty()) {
            return over(id);
        }
        LiveTask live = found.get();
        live.refuseFor(reason);
        Instant refusedSince = time.now();
        live.ending.lock();
        try {
            return live.task().state() == TaskState.ENDED ? over(id) : saga(live, by, refusedSince);
        } finally {
            live.ending.unlock();
        }
    }

    private Ending over(TaskId id) {
        Task task = book.tasks().find(id).orElseThrow(() -> new Fault(Fault.Code.NOT_FOUND, "no task `" + id + "`"));
        List<Receipt> receipts = grants.of(id).stream()
                .map(Grant::receipt)
                .flatMap(Optional::stream)
                .toList();
        return new Ending(task, receipts, task.ended().orElse(task.opened()), task.state() == TaskState.ENDED);
    }

    private Ending saga(LiveTask live, String by, Instant refusedSince) {
        TaskId id = live.task().id();
        boolean recorded = recordEnding(live, by);
        listeners.forEach(listener -> listener.accept(id));
        List<Receipt> receipts = new ArrayList<>();
        boolean childrenOver = endChildren(id, by, receipts);
        List<Receipt> own = desk.close(id);
        receipts.addAll(own);
        boolean complete = recorded && childrenOver && own.stream().allMatch(Receipt::complete) && recordEnded(live);
        return new Ending(live.task(), receipts, refusedSince, complete);
    }

    private boolean recordEnding(LiveTask live, String by) {
        if (live.task().state() == TaskState.ENDING) {
            return true;
        }
        try {
            live.stored(book.ending(live.task(), live.endsFor(), by));
            return true;
        } catch (Fault fault) {
            LOG.log(System.Logger.Level.ERROR, "the end of " + live.task().id() + " could not be recorded yet", fault);
            return false;
        }
    }

    private boolean endChildren(TaskId id, String by, List<Receipt> receipts) {
        boolean all = true;
        for (LiveTask child : living.childrenOf(id)) {
            Ending ending = end(child.task().id(), EndReason.PARENT_ENDED, by);
            receipts.addAll(ending.receipts());
            all &= ending.complete();
        }
        return all;
    }

    private boolean recordEnded(LiveTask live) {
        TaskId id = live.task().id();
        int count = grants.of(id).size();
        try {
            live.stored(book.ended(live.task(), count, time.now()));
        } catch (Fault fault) {
            LOG.log(System.Logger.Level.ERROR, "the end of " + id + " could not be closed yet", fault);
            return false;
        }
        living.remove(id);
        desk.forget(id);
        return true;
    }
}
