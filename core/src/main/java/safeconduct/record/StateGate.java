package safeconduct.record;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Keeps ledger and state together: whoever writes a record and then the state that follows from it does both inside
 * {@link #change}; so between changes the state knows the whole ledger, and {@link #atRest} can say how far it does.
 */
public final class StateGate {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final Journal journal;

    public StateGate(Journal journal) {
        this.journal = journal;
    }

    /** Runs a record and its state change; many may run at once. */
    public <T> T change(Supplier<T> recordThenState) {
        lock.readLock().lock();
        try {
            return recordThenState.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    public void change(Runnable recordThenState) {
        change(() -> {
            recordThenState.run();
            return true;
        });
    }

    /**
     * Runs when no change is under way.
     *
     * @param known gets the size of the ledger that the state knows
     */
    public void atRest(LongConsumer known) {
        lock.writeLock().lock();
        try {
            known.accept(journal.size());
        } finally {
            lock.writeLock().unlock();
        }
    }
}
