package safeconduct.approval;

import java.util.List;
import java.util.Optional;
import safeconduct.caller.TaskId;

/** The questions to people that were asked. A repository. */
public interface Approvals {

    /** Inserts a new one; durable when it returns. */
    void add(Approval approval);

    /**
     * Replaces one, if it is still in that state; durable when it returns.
     *
     * @return whether it was: of two who use an answer, one gets a no
     */
    boolean move(Approval approval, Approval.State from);

    Optional<Approval> find(ApprovalId id);

    /** Of this task, the oldest first. */
    List<Approval> of(TaskId task);

    /** All that are pending or allowed, the oldest first. */
    List<Approval> open();

    /** The newest first. */
    List<Approval> page(Optional<ApprovalId> before, int limit);
}
