package safeconduct.gateway.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
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

    private Denials() {}

    /**
     * Why something was not done.
     *
     * @param decision index of its record, or -1 when there is none
     */
    record Why(String code, List<String> rules, String explanation, String next, long decision) {

        static Why of(Decision.Deny denial, long decision) {
            return new Why(denial.reason().code(), denial.policies(), denial.explanation(), denial.next(), decision);
        }

        private ObjectNode json() {
            ObjectNode json = Json.object().put("code", code);
            ArrayNode ids = json.putArray("rules");
            rules.forEach(ids::add);
            json.put("explanation", explanation).put("next", next);
            return decision < 0 ? json.putNull("decision") : json.put("decision", decision);
        }

        private String text() {
            return "Denied (" + code + "): " + explanation + ". " + next;
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
