package safeconduct.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import safeconduct.call.Door;
import safeconduct.gateway.rpc.Message;
import safeconduct.kernel.Json;

/** Lists hold what the task may use, and nothing of what it may not; what they say of it is not changed. */
final class Listing {

    private static final String READ = "resources/read";
    private static final String PROMPT = "prompts/get";

    private Listing() {}

    static boolean isList(String method) {
        return member(method).length() > 0;
    }

    private static String member(String method) {
        return switch (method) {
            case "tools/list" -> "tools";
            case "resources/list" -> "resources";
            case "resources/templates/list" -> "resourceTemplates";
            case "prompts/list" -> "prompts";
            default -> "";
        };
    }

    /** Whether the task may use anything of this kind; if not, the target is not even asked. */
    static boolean visible(String method, List<String> visible) {
        return switch (method) {
            case "resources/list", "resources/templates/list", "resources/subscribe", "resources/unsubscribe" ->
                visible.contains(READ);
            case "prompts/list" -> visible.contains(PROMPT);
            case "completion/complete" -> visible.contains(READ) || visible.contains(PROMPT);
            default -> true;
        };
    }

    static ObjectNode empty(String method) {
        ObjectNode result = Json.object();
        result.putArray(member(method));
        return result;
    }

    static List<String> visibleTools(Door door, Asking asking) {
        return door.visibleTools(asking.caller(), asking.target().name());
    }

    /** The response with only these tools. A name that stands there twice is shown once: which one answers, nobody knows. */
    static Message.Response filtered(Message.Response response, Predicate<JsonNode> shown) {
        if (!(response.body().path("result").path("tools") instanceof ArrayNode tools)) {
            return response;
        }
        ArrayNode kept = Json.array();
        Set<String> seen = new HashSet<>();
        for (JsonNode tool : tools) {
            String name = tool.path("name").asText("");
            if (shown.test(tool) && seen.add(name)) {
                kept.add(tool);
            }
        }
        if (kept.size() == tools.size()) {
            return response;
        }
        return EraBridge.with(response, "tools", kept);
    }
}
