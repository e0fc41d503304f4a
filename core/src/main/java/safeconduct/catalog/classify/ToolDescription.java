package safeconduct.catalog.classify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import safeconduct.kernel.Json;

/**
 * What a tool says of itself: one element of the {@code tools} of an MCP {@code tools/list}. All of it is a claim of
 * whoever runs the target.
 */
public record ToolDescription(
        String name,
        String title,
        String description,
        ObjectNode inputSchema,
        Optional<ObjectNode> outputSchema,
        ObjectNode annotations) {

    /** Reads a tool as MCP writes it; {@code tool} instead of {@code name} is accepted; what is absent is empty. */
    public static ToolDescription of(JsonNode tool) {
        String name = tool.path("name").asText(tool.path("tool").asText(""));
        return new ToolDescription(
                name,
                tool.path("title").asText(""),
                tool.path("description").asText(""),
                object(tool, "inputSchema").orElseGet(Json::object),
                object(tool, "outputSchema"),
                object(tool, "annotations").orElseGet(Json::object));
    }

    /** The same tool without the vendor's hints. */
    public ToolDescription blind() {
        return new ToolDescription(name, title, description, inputSchema, outputSchema, Json.object());
    }

    private static Optional<ObjectNode> object(JsonNode tool, String member) {
        return tool.get(member) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }
}
