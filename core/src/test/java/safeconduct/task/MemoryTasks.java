package safeconduct.task;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import safeconduct.caller.TaskId;
import safeconduct.kernel.Fault;

/** Keeps tasks in memory; passes the same contract as the stores. */
public final class MemoryTasks implements Tasks {

    private final Map<String, Task> byId = new TreeMap<>();

    @Override
    public synchronized Optional<Task> find(TaskId id) {
        return Optional.ofNullable(byId.get(id.value()));
    }

    @Override
    public synchronized Task save(Task task) {
        long stored = find(task.id()).map(Task::version).orElse(0L);
        if (stored != task.version()) {
            throw new Fault(Fault.Code.CONFLICT, "task `" + task.id() + "` was changed by another writer");
        }
        if (task.parent().isPresent() && find(task.parent().get()).isEmpty()) {
            throw new Fault(
                    Fault.Code.NOT_FOUND, "no parent task `" + task.parent().get() + "`");
        }
        Task next = next(task);
        byId.put(task.id().value(), next);
        return next;
    }

    private static Task next(Task task) {
        return new Task(
                task.id(),
                task.agent(),
                task.actingFor(),
                task.parent(),
                task.envelope(),
                task.state(),
                task.opened(),
                task.lastSeen(),
                task.keyThumbprint(),
                task.openedRecord(),
                task.endReason(),
                task.ended(),
                task.version() + 1);
    }

    @Override
    public synchronized List<Task> living() {
        return byId.values().stream()
                .filter(task -> task.state() != TaskState.ENDED)
                .toList();
    }

    @Override
    public synchronized List<Task> childrenOf(TaskId parent) {
        return byId.values().stream()
                .filter(task -> task.parent().equals(Optional.of(parent)))
                .toList();
    }

    @Override
    public synchronized List<Task> page(Optional<TaskId> before, int limit) {
        return byId.values().stream()
                .filter(task -> before.isEmpty()
                        || task.id().value().compareTo(before.get().value()) < 0)
                .sorted(Comparator.comparing((Task task) -> task.id().value()).reversed())
                .limit(limit)
                .toList();
    }
}
