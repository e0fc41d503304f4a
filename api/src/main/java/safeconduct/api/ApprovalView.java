package safeconduct.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import safeconduct.approval.Approval;

/**
 * A question to a person, and what became of it.
 *
 * @param binding digest of everything that the answer holds for: the task, the call with its arguments, the policies
 * @param record index of the decision that asks; absent for a request for access
 * @param state pending, allowed, denied, used, expired or cancelled
 * @param until when a pending one counts as a no, and an answer is void
 * @param input the arguments, whole; absent in lists, for a request for access, and when their opening was erased
 */
public record ApprovalView(
        String id,
        String state,
        String task,
        String agent,
        String target,
        String method,
        String name,
        String question,
        List<String> policies,
        String binding,
        Optional<Long> record,
        Instant asked,
        Instant until,
        Optional<Said> said,
        Optional<ObjectNode> input) {

    /** What a person said, and who they are. */
    public record Said(String by, String reason) {}

    /**
     * A person's answer.
     *
     * @param binding of the question that was read; an answer to another one is refused. Empty: whatever it is
     */
    public record Answer(boolean allow, String reason, String binding) {}

    public static ApprovalView of(Approval approval) {
        return of(approval, Optional.empty());
    }

    public static ApprovalView of(Approval approval, Optional<ObjectNode> input) {
        return new ApprovalView(
                approval.id().value(),
                approval.state().word(),
                approval.task().value(),
                approval.agent().value(),
                approval.subject().target().value(),
                approval.subject().method(),
                approval.subject().name(),
                approval.question(),
                approval.policies(),
                approval.binding().value(),
                Optional.of(approval.record()).filter(index -> index >= 0),
                approval.asked(),
                approval.until(),
                approval.by().isEmpty() ? Optional.empty() : Optional.of(new Said(approval.by(), approval.reason())),
                input);
    }
}
