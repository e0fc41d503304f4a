package safeconduct.catalog.classify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/** Tools as files hold them: the result of MCP's {@code tools/list}, with or without its envelope, a list, or one tool a line. */
public final class ToolListing {

    private ToolListing() {}

    /**
     * The tools of a text, each as it stands there.
     *
     * @throws Fault INVALID when there are none in it
     */
    public static List<JsonNode> read(String text) {
        List<JsonNode> values = new ArrayList<>();
        if (lines(text)) {
            text.lines().filter(line -> !line.isBlank()).map(Json::parse).forEach(values::add);
        } else {
            values.add(Json.parse(text));
        }
        List<JsonNode> tools = new ArrayList<>();
        values.forEach(value -> list(value).forEach(tools::add));
        if (tools.isEmpty()) {
            throw new Fault(Fault.Code.INVALID, "expected the result of `tools/list`, or one tool a line");
        }
        return List.copyOf(tools);
    }

    /** Whether each line is a value of its own: the first one ends as it began. */
    private static boolean lines(String text) {
        List<String> first =
                text.lines().filter(line -> !line.isBlank()).limit(2).toList();
        return first.size() == 2
                && first.getFirst().startsWith("{")
                && first.getFirst().endsWith("}");
    }

    private static JsonNode list(JsonNode value) {
        if (value.isArray()) {
            return value;
        }
        if (value.path("tools").isArray()) {
            return value.path("tools");
        }
        if (value.path("result").path("tools").isArray()) {
            return value.path("result").path("tools");
        }
        ArrayNode one = Json.array();
        return value.has("name") || value.has("tool") ? one.add(value) : one;
    }
}
