package safeconduct.ledger;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The one thread of a ledger: does its housekeeping now and then, and at once when woken. */
final class Keeper implements AutoCloseable {

    private final Runnable housekeeping;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean woken = new AtomicBoolean();

    Keeper(String name, Duration pause, Runnable housekeeping) {
        this.housekeeping = housekeeping;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        var _ = thread.scheduleWithFixedDelay(housekeeping, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                thread.execute(() -> {
                    woken.set(false);
                    housekeeping.run();
                });
            } catch (RejectedExecutionException closing) {
                woken.set(true); // Whoever closes makes the last checkpoint.
            }
        }
    }

    /** Returns when the thread has ended. */
    @Override
    public void close() {
        thread.close();
    }
}
