package safeconduct.gateway.reply;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.rpc.Wire;
import safeconduct.gateway.upstream.Stop;
import safeconduct.gateway.upstream.Timers;
import safeconduct.kernel.Background;

/**
 * An answer that goes out as it comes, as server-sent events. When the agent has gone, the rest is dropped and
 * {@code whenGone} is told, once. Thread-safe.
 */
public final class EventStream implements Reply {

    /** The content type of such answers. */
    public static final String TYPE = "text/event-stream";

    private static final System.Logger LOG = System.getLogger(EventStream.class.getName());
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEFORE = "event: message\ndata: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "\n\n".getBytes(StandardCharsets.US_ASCII);

    /**
     * What keeps a silent stream alive.
     *
     * @param keepAlive how long a stream may be silent before a comment shows whether the agent still reads
     * @param streamTime the longest life of a stream outside a call
     */
    public record Pulse(Timers timers, Background background, Duration keepAlive, Duration streamTime) {

        /** Ends a stream outside a call when it has lasted long enough. */
        public Timers.Timer limit(Stop stop) {
            return timers.after(streamTime, () -> stop.stop("the stream has lasted its time"));
        }
    }

    private final OutputStream out;
    private final Pulse pulse;
    private final Runnable whenGone;
    private final ReentrantLock writing = new ReentrantLock();
    private Optional<Timers.Timer> next = Optional.empty();
    private volatile boolean gone;
    private volatile boolean over;

    /** @param whenGone runs once when the agent has left */
    public EventStream(OutputStream out, Pulse pulse, Runnable whenGone) {
        this.out = out;
        this.pulse = pulse;
        this.whenGone = whenGone;
    }

    /** Sends the head at once, so that the agent knows that it is served. */
    public EventStream begin() {
        send(COMMENT);
        arm();
        return this;
    }

    static void write(Wire message, OutputStream out) throws IOException {
        out.write(BEFORE);
        message.line().writeTo(out);
        out.write(AFTER);
    }

    @Override
    public void event(Wire message) {
        writing.lock();
        try {
            if (!gone && !over) {
                write(message, out);
                out.flush();
            }
        } catch (IOException left) {
            leave(left);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void end(Message.Response response) {
        event(response.wire());
        close();
    }

    /** Nothing follows. */
    public void close() {
        over = true;
        synchronized (this) {
            next.ifPresent(Timers.Timer::cancel);
        }
    }

    @Override
    public boolean ended() {
        return over;
    }

    @Override
    public boolean live() {
        return !gone;
    }

    private synchronized void arm() {
        if (!gone && !over) {
            next = Optional.of(pulse.timers().after(pulse.keepAlive(), this::beat));
        }
    }

    /** On a thread of its own: an agent that reads nothing must not hold up the timers. */
    private void beat() {
        pulse.background().start("keeps a stream alive", () -> {
            if (writing.tryLock()) { // Whoever is writing shows that the stream lives.
                try {
                    send(COMMENT);
                } finally {
                    writing.unlock();
                }
            }
            arm();
        });
    }

    private void send(byte[] bytes) {
        writing.lock();
        try {
            if (!gone && !over) {
                out.write(bytes);
                out.flush();
            }
        } catch (IOException left) {
            leave(left);
        } finally {
            writing.unlock();
        }
    }

    private void leave(IOException left) {
        LOG.log(System.Logger.Level.DEBUG, "an agent left its stream", left);
        if (!gone) {
            gone = true;
            whenGone.run();
        }
    }
}
