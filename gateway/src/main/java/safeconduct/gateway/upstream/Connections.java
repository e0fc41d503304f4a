package safeconduct.gateway.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import safeconduct.caller.TaskId;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.gateway.rpc.Era;
import safeconduct.grant.Credential;
import safeconduct.kernel.Fault;

/**
 * The connections of tasks to targets: one for each pair, made when it is first needed, closed with the task. A task that
 * has ended gets none any more, also when the two race. Thread-safe.
 */
public final class Connections implements AutoCloseable {

    private static final int ENDED_MAX = 10_000;

    private record Key(TaskId task, TargetName target) {}

    /** Who wants to reach what, and how it speaks. */
    public record Wanted(TaskId task, Target target, Era era, ObjectNode capabilities) {}

    private static final class Line {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile Optional<Upstream> upstream = Optional.empty();
        private volatile Optional<Credential> credential = Optional.empty();
        private volatile Stop attempt = new Stop();
        private volatile boolean closed;

        void close() {
            closed = true;
            attempt.stop("the task has ended");
            upstream.ifPresent(Upstream::close);
        }
    }

    private final Connector connector;
    private final int max;
    private final Map<Key, Line> lines = new LinkedHashMap<>();
    private final Set<TaskId> ended = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TaskId, Boolean> eldest) {
            return size() > ENDED_MAX;
        }
    });

    /** @param max of all tasks together */
    public Connections(Connector connector, int max) {
        this.connector = connector;
        this.max = max;
    }

    /**
     * The task's connection, made now if there is none that stands.
     *
     * @param credential the task's at this target, as it is now
     * @throws Fault UNAVAILABLE; EXHAUSTED when there are too many connections; NOT_FOUND when the task has ended
     */
    public Upstream to(Wanted wanted, Optional<Credential> credential) throws InterruptedException {
        Line line = line(new Key(wanted.task(), wanted.target().name()));
        line.credential = credential;
        Optional<Upstream> standing = line.upstream.filter(Upstream::open);
        if (standing.isPresent() && !line.closed) {
            return standing.get();
        }
        line.lock.lockInterruptibly();
        try {
            if (!line.closed && line.upstream.filter(Upstream::open).isEmpty()) {
                line.upstream.ifPresent(Upstream::close);
                connect(line, wanted);
            }
            if (line.closed) {
                line.close();
                throw over();
            }
            return line.upstream.orElseThrow();
        } finally {
            line.lock.unlock();
        }
    }

    private void connect(Line line, Wanted wanted) throws InterruptedException {
        Stop attempt = new Stop();
        line.attempt = attempt;
        if (line.closed) {
            attempt.stop("the task has ended"); // It was closed before it could see this attempt.
        }
        line.upstream = Optional.of(connector.connect(
                wanted.target().connection(), () -> line.credential, wanted.era(), wanted.capabilities(), attempt));
    }

    private synchronized Line line(Key key) {
        if (ended.contains(key.task())) {
            throw over();
        }
        if (!lines.containsKey(key) && lines.size() >= max) {
            throw new Fault(
                    Fault.Code.EXHAUSTED, "there are " + max + " connections to targets, the most that there may be");
        }
        return lines.computeIfAbsent(key, absent -> new Line());
    }

    private static Fault over() {
        return new Fault(Fault.Code.NOT_FOUND, "the task has ended");
    }

    /** Closes all that the task has; returns when its children are gone. */
    public void end(TaskId task) {
        List<Line> theirs = new ArrayList<>();
        synchronized (this) {
            ended.add(task);
            lines.entrySet().removeIf(entry -> entry.getKey().task().equals(task) && theirs.add(entry.getValue()));
        }
        theirs.forEach(Line::close);
    }

    /** How many there are now. */
    public synchronized int count() {
        return lines.size();
    }

    @Override
    public void close() {
        List<Line> all;
        synchronized (this) {
            all = List.copyOf(lines.values());
            lines.clear();
        }
        all.forEach(Line::close);
    }
}
