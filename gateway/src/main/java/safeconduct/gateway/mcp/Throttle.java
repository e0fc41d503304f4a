package safeconduct.gateway.mcp;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import safeconduct.call.Call;
import safeconduct.caller.TaskId;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Json;

/** Counts denials of the same call of a task: whoever goes on gets no more decisions for a while. Thread-safe. */
final class Throttle {

    private static final int COUNTED_MAX = 10_000;

    private record Key(TaskId task, Digest call) {}

    private record Count(int denials, Instant since) {}

    private final DoorLimits limits;
    private final Map<Key, Count> counts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Count> eldest) {
            return size() > COUNTED_MAX;
        }
    };

    Throttle(DoorLimits limits) {
        this.limits = limits;
    }

    /** Whether this call was denied too often just now. */
    synchronized boolean holds(TaskId task, Call call, Instant now) {
        Count count = counts.get(key(task, call));
        return count != null && count.denials() >= limits.denialsMax() && fresh(count, now);
    }

    synchronized void denied(TaskId task, Call call, Instant now) {
        counts.merge(
                key(task, call),
                new Count(1, now),
                (old, first) -> fresh(old, now) ? new Count(old.denials() + 1, old.since()) : first);
    }

    private boolean fresh(Count count, Instant now) {
        return now.isBefore(count.since().plus(limits.denialWindow()));
    }

    synchronized void forget(TaskId task) {
        counts.keySet().removeIf(key -> key.task().equals(task));
    }

    private static Key key(TaskId task, Call call) {
        String said = Json.text(Json.array()
                .add(call.target().value())
                .add(call.method())
                .add(call.name())
                .add(call.input()));
        return new Key(task, Digest.of(said));
    }
}
