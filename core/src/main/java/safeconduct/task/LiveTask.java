package safeconduct.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A task that is not over, in memory: what calls ask on their way. Thread-safe.
 *
 * <p>Invariant: after {@link #refuseFor} has returned, {@link #leave} says no for good, and every stop of a call that left
 * before has been run.
 */
public final class LiveTask {

    private final Set<Runnable> stops = new LinkedHashSet<>();
    private volatile Task task;
    private volatile Instant lastSeen;
    private volatile boolean refusing;
    private volatile EndReason endsFor = EndReason.EXPLICIT;

    /** Held by whoever ends it, so that only one does. */
    final ReentrantLock ending = new ReentrantLock();

    LiveTask(Task task) {
        this.task = task;
        this.lastSeen = task.lastSeen();
        this.refusing = task.state() == TaskState.ENDING || task.state() == TaskState.ENDED;
        task.endReason().ifPresent(reason -> endsFor = reason);
    }

    /** As last stored, with when it was last seen. */
    public Task task() {
        return task.seen(lastSeen);
    }

    void stored(Task changed) {
        task = changed;
    }

    /** Whether it may act now. */
    public boolean active() {
        return !refusing && task.state() == TaskState.ACTIVE;
    }

    public Instant lastSeen() {
        return lastSeen;
    }

    /** It gave a sign of life. */
    public void seen(Instant now) {
        if (now.isAfter(lastSeen)) {
            lastSeen = now;
        }
    }

    /**
     * A call leaves for its target, if it still may.
     *
     * @param stop run when the task stops acting; until {@link #arrived}
     */
    public synchronized boolean leave(Runnable stop) {
        return active() && stops.add(stop);
    }

    /** The call is over. */
    public synchronized void arrived(Runnable stop) {
        stops.remove(stop);
    }

    /** Whether its end has begun and is to be brought to its end. */
    boolean refusing() {
        return refusing;
    }

    /** Why it ends, once it does. */
    EndReason endsFor() {
        return endsFor;
    }

    /** Says no to every call from now on, and stops those under way. The first reason counts. */
    public void refuseFor(EndReason reason) {
        List<Runnable> running;
        synchronized (this) {
            if (!refusing) {
                endsFor = reason;
            }
            refusing = true;
            running = new ArrayList<>(stops);
            stops.clear();
        }
        running.forEach(Runnable::run);
    }
}
