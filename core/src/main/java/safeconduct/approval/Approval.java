package safeconduct.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.CanonicalJson;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Json;

/**
 * A question to a person, and what became of it. The arguments themselves are not in it: they are what opens the
 * commitment {@code input} of the record {@code record}.
 *
 * @param binding digest of everything that the answer holds for; a call with another one is another question
 * @param question what policy asks, in its own words
 * @param policies ids of those that ask
 * @param record index of the decision <em>ask</em> in the ledger; -1 for a request for access
 * @param until a question that is not answered by then is answered with no; an answer that is not used by then is void
 * @param by who answered, or empty
 * @param reason what they said with it, or empty
 */
public record Approval(
        ApprovalId id,
        TaskId task,
        AgentName agent,
        Subject subject,
        Digest binding,
        String question,
        List<String> policies,
        long record,
        Instant asked,
        Instant until,
        State state,
        String by,
        String reason) {

    public Approval {
        policies = List.copyOf(policies);
    }

    /** Where a question stands. */
    public enum State {
        /** Nobody has answered yet. */
        PENDING,
        /** A person said yes, and the call has not been made yet. */
        ALLOWED,
        /** A person said no; until its time is over, the same call is not asked about again. */
        DENIED,
        /** Said yes, and the call has been made. */
        USED,
        /** Nobody answered in time, or nobody used the answer in time. */
        EXPIRED,
        /** The task ended before. */
        CANCELLED;

        /** As records and answers spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What may be done.
     *
     * @param method the MCP method; {@code access/request} where an agent asks for what its task does not have
     */
    public record Subject(TargetName target, String method, String name) {}

    /**
     * What an answer holds for.
     *
     * @param envelope digest of the task's authority
     * @param bundle digest of the policies that ask
     */
    public record Bound(TaskId task, Subject subject, ObjectNode input, Digest envelope, Digest bundle) {

        /** Over the canonical form of all of it, numbers exact. */
        public Digest digest() {
            ObjectNode all = Json.object()
                    .put("task", task.value())
                    .put("target", subject.target().value())
                    .put("method", subject.method())
                    .put("name", subject.name())
                    .put("envelope", envelope.value())
                    .put("bundle", bundle.value());
            all.set("input", input);
            return Digest.of(CanonicalJson.exactBytes(all));
        }
    }

    /** Whether a call like this could still be made, or asked about, because of it. */
    public boolean open() {
        return state == State.PENDING || state == State.ALLOWED;
    }

    boolean due(Instant now) {
        return !now.isBefore(until);
    }

    Approval answered(State next, Instant end, String who, String why) {
        return new Approval(id, task, agent, subject, binding, question, policies, record, asked, end, next, who, why);
    }

    Approval in(State next) {
        return answered(next, until, by, reason);
    }
}
