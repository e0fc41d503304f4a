package safeconduct.task;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;

/** The tasks of this node that are not over. */
public final class LiveTasks {

    private final Map<TaskId, LiveTask> living = new ConcurrentHashMap<>();

    public Optional<LiveTask> find(TaskId id) {
        return Optional.ofNullable(living.get(id));
    }

    /** The tasks above it, its parent first; empty when one of them is not active: then it may do nothing either. */
    public Optional<List<LiveTask>> above(Task task) {
        List<LiveTask> above = new ArrayList<>();
        Optional<TaskId> next = task.parent();
        while (next.isPresent()) {
            LiveTask live = living.get(next.get());
            if (live == null || !live.active()) {
                return Optional.empty();
            }
            above.add(live);
            next = live.task().parent();
        }
        return Optional.of(List.copyOf(above));
    }

    public Collection<LiveTask> all() {
        return List.copyOf(living.values());
    }

    public long count(AgentName agent) {
        return living.values().stream()
                .filter(live -> live.task().agent().name().equals(agent))
                .count();
    }

    List<LiveTask> childrenOf(TaskId parent) {
        return living.values().stream()
                .filter(live -> live.task().parent().filter(parent::equals).isPresent())
                .toList();
    }

    LiveTask add(Task task) {
        LiveTask live = new LiveTask(task);
        living.put(task.id(), live);
        return live;
    }

    void remove(TaskId id) {
        living.remove(id);
    }
}
