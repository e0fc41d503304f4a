package safeconduct.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import safeconduct.catalog.TargetName;
import safeconduct.catalog.Tool;
import safeconduct.catalog.classify.Classifier;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.flow.ToolCard;
import safeconduct.kernel.Json;

/**
 * What is known of each tool: what its target says of it, as the classifier reads it, and over that what the operator says. The
 * first description that a target gives stands until we start again, so that a tool cannot change its meaning under a task.
 */
final class ToolCards {

    private static final int TOOLS_MAX = 20_000;

    private final Classifier classifier = Classifier.installed();
    private final Map<Key, ToolDescription> described = new ConcurrentHashMap<>();
    private final Map<Key, Made> made = new ConcurrentHashMap<>();

    private record Key(TargetName target, String tool) {}

    /** Made of what the operator said then. */
    private record Made(Tool said, ToolCard card) {}

    /** @param tools as the target lists them */
    void listed(TargetName target, JsonNode tools) {
        for (JsonNode tool : tools) {
            if (described.size() < TOOLS_MAX && tool instanceof ObjectNode object) {
                ToolDescription description = ToolDescription.of(object);
                described.putIfAbsent(new Key(target, description.name()), description);
            }
        }
    }

    /** A tool that was never listed is read by its name and by the names of the arguments that it is given. */
    ToolCard card(TargetName target, Tool tool, ObjectNode arguments) {
        Key key = new Key(target, tool.name());
        ToolDescription description = described.get(key);
        if (description == null) {
            return of(tool, guessed(tool.name(), arguments));
        }
        Made before = made.get(key);
        if (before != null && before.said().equals(tool)) {
            return before.card();
        }
        ToolCard card = of(tool, description);
        made.put(key, new Made(tool, card));
        return card;
    }

    private ToolCard of(Tool tool, ToolDescription description) {
        return ToolCard.of(description, tool.facts(classifier.classify(description)));
    }

    private static ToolDescription guessed(String name, ObjectNode arguments) {
        ObjectNode tool = Json.object().put("name", name).put("description", "");
        ObjectNode properties =
                tool.putObject("inputSchema").put("type", "object").putObject("properties");
        arguments.properties().forEach(argument -> properties.set(argument.getKey(), schema(argument.getValue(), 0)));
        return ToolDescription.of(tool);
    }

    private static ObjectNode schema(JsonNode value, int depth) {
        ObjectNode schema = Json.object();
        if (value.isObject() && depth < 8) {
            ObjectNode properties = schema.put("type", "object").putObject("properties");
            value.properties().forEach(member -> properties.set(member.getKey(), schema(member.getValue(), depth + 1)));
        } else if (value.isArray() && depth < 8) {
            schema.put("type", "array").set("items", schema(value.path(0), depth + 1));
        } else {
            schema.put("type", value.isNumber() ? "number" : value.isBoolean() ? "boolean" : "string");
        }
        return schema;
    }
}
