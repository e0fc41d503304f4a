package safeconduct.task;

import java.util.List;
import java.util.Optional;
import safeconduct.caller.TaskId;

/** The tasks that exist. A repository: one for each kind of database, one contract for all. */
public interface Tasks {

    Optional<Task> find(TaskId id);

    /**
     * Writes a new or changed task; durable when it returns. The version of what is stored is one more than {@code task}'s.
     *
     * @return the task as stored
     * @throws safeconduct.kernel.Fault CONFLICT when the stored version is not {@code task.version()} (0 for a new one)
     */
    Task save(Task task);

    /** All that are not ended, the oldest first. */
    List<Task> living();

    List<Task> childrenOf(TaskId parent);

    /**
     * The newest first.
     *
     * @param before only those opened before this task, or empty for the first page
     */
    List<Task> page(Optional<TaskId> before, int limit);
}
