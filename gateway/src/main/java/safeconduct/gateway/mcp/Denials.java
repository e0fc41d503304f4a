package safeconduct.gateway.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import safeconduct.approval.Approval;
import safeconduct.gateway.own.Shown;
import safeconduct.gateway.rpc.Codes;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.rpc.Failure;
import safeconduct.gateway.rpc.Message;
import safeconduct.kernel.Json;
import safeconduct.policy.Decision;

/**
 * Refusals as an agent can use them: a model reads the text, a program the members.
 *
 * <pre>{"code":"tool_not_in_envelope","rules":[],"explanation":"…","next":"…","decision":17}</pre>
 */
final class Denials {

    private static final String PENDING = "approval_pending";

    private Denials() {}

    /**
     * Why something was not done.
     *
     * @param decision index of its record, or -1 when there is none
     * @param more members besides; empty for most
     */
    record Why(String code, List<String> rules, String explanation, String next, long decision, ObjectNode more) {

        Why(String code, List<String> rules, String explanation, String next, long decision) {
            this(code, rules, explanation, next, decision, Json.object());
        }

        /** Not done yet: a person is asked. */
        static Why pending(Approval approval, long decision) {
            ObjectNode more = Json.object()
                    .put("approval", approval.id().value())
                    .put("until", approval.until().toString());
            return new Why(
                    PENDING,
                    approval.policies(),
                    "a person is asked: " + approval.question(),
                    Shown.next(approval),
                    decision,
                    more);
        }

        static Why of(Decision.Deny denial, long decision) {
            return new Why(denial.reason().code(), denial.policies(), denial.explanation(), denial.next(), decision);
        }

        private ObjectNode json() {
            ObjectNode json = Json.object().put("code", code);
            ArrayNode ids = json.putArray("rules");
            rules.forEach(ids::add);
            json.put("explanation", explanation).put("next", next);
            json.setAll(more);
            return decision < 0 ? json.putNull("decision") : json.put("decision", decision);
        }

        private String text() {
            String head = code.equals(PENDING) ? "Not done yet" : "Denied";
            String id = more.path("approval").asText("");
            return head + " (" + code + (id.isEmpty() ? "" : " " + id) + "): " + explanation + ". " + next;
        }
    }

    /** For {@code tools/call} a result that the model sees; for everything else an error. */
    static Message.Response to(Message.Request request, Era era, Why why) {
        if (!request.method().equals("tools/call")) {
            return Failure.of(Codes.DENIED, why.text(), why.json()).to(request.id());
        }
        ObjectNode result = Json.object();
        if (era == Era.STATELESS) {
            result.put("resultType", "complete");
        }
        result.putArray("content").addObject().put("type", "text").put("text", why.text());
        result.set("structuredContent", why.json());
        result.put("isError", true);
        return Message.Response.of(request.id(), "result", result);
    }
}
