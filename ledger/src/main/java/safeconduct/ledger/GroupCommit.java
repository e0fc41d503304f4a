package safeconduct.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers that wait at the same time share one sync: the first one commits for all who came, and
 * then hands over to the first of those who came meanwhile. A lone caller changes no thread.
 */
final class GroupCommit {

    private final Consumer<List<Pending>> commit;
    private final int groupBytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private boolean led;

    /** What a caller waits for. */
    enum State {
        WAITING,
        LEADING,
        DONE
    }

    /** The records of one caller, which become durable together or not at all. */
    static final class Pending {

        final List<byte[]> records;
        final List<byte[]> leaves;
        final int bytes;
        private final Thread caller = Thread.currentThread();
        private volatile State state = State.WAITING;
        private @Nullable RuntimeException fault;
        /** The index of the first record; set by whoever commits. */
        long firstIndex = -1;

        Pending(List<byte[]> records, List<byte[]> leaves, int bytes) {
            this.records = records;
            this.leaves = leaves;
            this.bytes = bytes;
        }
    }

    /** {@code commit} makes a group durable, or throws for the whole group. */
    GroupCommit(int groupBytesMax, Consumer<List<Pending>> commit) {
        this.groupBytesMax = groupBytesMax;
        this.commit = commit;
    }

    /** Returns when the records are durable. */
    void submit(Pending pending) {
        if (!enter(pending)) {
            await(pending);
        }
        if (pending.state != State.DONE) {
            lead(pending);
        }
        if (pending.fault != null) {
            throw pending.fault;
        }
    }

    private boolean enter(Pending pending) {
        lock.lock();
        try {
            waiting.add(pending);
            boolean first = !led;
            led = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    private static void await(Pending pending) {
        boolean interrupted = false;
        while (pending.state == State.WAITING) {
            LockSupport.park(pending);
            interrupted |= Thread.interrupted(); // A record cannot be half appended: the wait goes on.
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void lead(Pending leader) {
        List<Pending> group = takeGroup();
        @Nullable RuntimeException fault = null;
        try {
            commit.accept(group);
        } catch (RuntimeException failed) {
            fault = failed;
        } finally {
            handOver();
        }
        for (Pending done : group) {
            done.fault = fault == null ? null : copy(fault);
            done.state = State.DONE;
            if (done != leader) {
                LockSupport.unpark(done.caller);
            }
        }
    }

    /** Each caller gets a fault with its own stack. */
    private static RuntimeException copy(RuntimeException fault) {
        return fault instanceof LedgerFault known
                ? new LedgerFault(known.code(), String.valueOf(known.getMessage()), known)
                : fault;
    }

    /** The leader's own records are always among them, because it is the first in the queue. */
    private List<Pending> takeGroup() {
        lock.lock();
        try {
            var group = new ArrayList<Pending>();
            long bytes = 0;
            while (!waiting.isEmpty() && (group.isEmpty() || bytes + waiting.getFirst().bytes <= groupBytesMax)) {
                Pending next = waiting.removeFirst();
                bytes += next.bytes;
                group.add(next);
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void handOver() {
        lock.lock();
        try {
            Pending next = waiting.peekFirst();
            led = next != null;
            if (next != null) {
                next.state = State.LEADING;
                LockSupport.unpark(next.caller);
            }
        } finally {
            lock.unlock();
        }
    }
}
