package safeconduct.kernel;

import java.time.Duration;
import java.time.Instant;

/** Stands still; sleeping advances it. */
public final class FakeTime implements Time {

    private volatile Instant now;

    public FakeTime(Instant start) {
        this.now = start;
    }

    /** Begins at noon of a quiet day. */
    public FakeTime() {
        this(Instant.parse("2026-11-23T12:00:00Z"));
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        now = now.plus(duration);
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }
}
