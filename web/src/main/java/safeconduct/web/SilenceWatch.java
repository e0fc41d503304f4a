package safeconduct.web;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import safeconduct.kernel.Background;
import safeconduct.kernel.Time;

/** Ends reads during which the client says nothing for too long, by interrupting them: Helidon's sockets know no read timeout. */
final class SilenceWatch implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** A read that may take long. */
    interface Read {
        int run() throws IOException;
    }

    private final Time time;
    private final Duration silenceMax;
    private final Set<Pending> pending = ConcurrentHashMap.newKeySet();
    private final Background background = new Background(name -> {});

    SilenceWatch(Time time, Duration silenceMax) {
        this.time = time;
        this.silenceMax = silenceMax;
        background.start("http silence watch", this::watch);
    }

    private void watch() throws InterruptedException {
        while (true) {
            time.sleep(LOOK_EVERY);
            Instant now = time.now();
            pending.forEach(read -> read.endIfSilent(now));
        }
    }

    /**
     * Reads, for so long.
     *
     * @throws Rejection 408 when nothing came in time; the connection is of no use any more then
     */
    int read(Read read) throws IOException {
        Pending mine = new Pending(Thread.currentThread(), time.now().plus(silenceMax));
        pending.add(mine);
        try {
            int count = read.run();
            mine.finish();
            return count;
        } catch (IOException | RuntimeException broken) {
            if (mine.finish()) {
                throw new Rejection(408, "the body did not arrive in time", broken);
            }
            throw broken;
        } finally {
            pending.remove(mine);
        }
    }

    @Override
    public void close() {
        background.close();
    }

    private static final class Pending {
        private final Thread reader;
        private final Instant until;
        private boolean ended; // Both guarded by this object's monitor, so that no interrupt comes after finish().
        private boolean silent;

        Pending(Thread reader, Instant until) {
            this.reader = reader;
            this.until = until;
        }

        synchronized void endIfSilent(Instant now) {
            if (!ended && now.isAfter(until)) {
                silent = true;
                ended = true;
                reader.interrupt();
            }
        }

        /** Whether it was interrupted for its silence; the thread is not interrupted any more then. */
        synchronized boolean finish() {
            ended = true;
            if (silent) {
                Thread.interrupted();
            }
            return silent;
        }
    }
}
