package safeconduct.gateway.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import safeconduct.kernel.Background;
import safeconduct.kernel.Time;

/** Runs small things when their time has come, up to a tenth of a second late. What is run must not block. Thread-safe. */
public final class Timers {

    private static final Duration TICK = Duration.ofMillis(100);

    /** Something that will run, unless it is cancelled first. */
    public interface Timer {
        void cancel();
    }

    private static final class Entry implements Timer, Comparable<Entry> {
        private final Instant due;
        private final Runnable action;
        private volatile boolean cancelled;

        Entry(Instant due, Runnable action) {
            this.due = due;
            this.action = action;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Entry other) {
            return due.compareTo(other.due);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private final Time time;

    /** Runs until the background is closed. */
    public Timers(Time time, Background background) {
        this.time = time;
        background.start("timers of the gateway", this::run);
    }

    public Timer after(Duration wait, Runnable action) {
        Entry entry = new Entry(time.now().plus(wait), action);
        synchronized (entries) {
            entries.add(entry);
        }
        return entry;
    }

    private void run() throws InterruptedException {
        while (!Thread.interrupted()) {
            due(time.now()).forEach(entry -> {
                if (!entry.cancelled) {
                    entry.action.run();
                }
            });
            time.sleep(TICK);
        }
    }

    private List<Entry> due(Instant now) {
        List<Entry> due = new ArrayList<>();
        synchronized (entries) {
            entries.removeIf(entry -> entry.cancelled);
            for (Entry first = entries.peek(); first != null && !first.due.isAfter(now); first = entries.peek()) {
                due.add(entries.remove());
            }
        }
        return due;
    }
}
