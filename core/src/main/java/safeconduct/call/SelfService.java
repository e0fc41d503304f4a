package safeconduct.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import safeconduct.approval.Approval;
import safeconduct.approval.ApprovalId;
import safeconduct.caller.Caller;
import safeconduct.catalog.TargetName;
import safeconduct.policy.PolicyEngine.Usage;

/** What a task may ask about itself: nothing of it reaches a target. */
public interface SelfService {

    /**
     * Waits until a question of this task is answered, and no longer than so.
     *
     * @throws safeconduct.kernel.Fault NOT_FOUND when the task has no such question
     */
    Approval await(Caller caller, ApprovalId id, Duration atMost) throws InterruptedException;

    /**
     * Asks a person for what the task does not have. Their yes widens nothing: an envelope never grows; it tells that a
     * task which has it can be opened.
     *
     * @throws safeconduct.kernel.Fault EXHAUSTED when too many questions are open
     */
    Approval request(Caller caller, Access access);

    /** @throws safeconduct.kernel.Fault NOT_FOUND when the task is not active */
    Authority authority(Caller caller);

    /** What an agent wants besides. */
    record Access(TargetName target, String tool, String reason) {}

    /** What a task may still do. */
    record Authority(
            String purpose, String environment, Instant deadline, List<Place> places, List<Approval> questions) {
        public Authority {
            places = List.copyOf(places);
            questions = List.copyOf(questions);
        }
    }

    /**
     * What it may do at one target.
     *
     * @param left the narrowest budget of each kind, over all that are counted; {@code Budgets.UNLIMITED} for no limit
     */
    record Place(TargetName target, List<String> tools, Usage left) {
        public Place {
            tools = List.copyOf(tools);
        }
    }
}
