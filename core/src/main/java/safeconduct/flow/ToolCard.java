package safeconduct.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.catalog.classify.ToolFacts;
import safeconduct.flow.goal.ToolDeeds;

/**
 * What flow needs to know of a tool; made once for each pin.
 *
 * @param constants values that the schema itself names: of enumerations, and defaults
 */
public record ToolCard(String name, ToolFacts facts, ToolDeeds deeds, Set<String> constants) {

    private static final int CONSTANTS_MAX = 1_000;

    public ToolCard {
        constants = Set.copyOf(constants);
    }

    public static ToolCard of(ToolDescription tool, ToolFacts facts) {
        Set<String> constants = new HashSet<>();
        constants(tool.inputSchema(), constants);
        return new ToolCard(tool.name(), facts, ToolDeeds.of(tool, facts), constants);
    }

    private static void constants(JsonNode schema, Set<String> found) {
        if (found.size() > CONSTANTS_MAX) {
            return;
        }
        if (schema.isObject()) {
            schema.path("enum").forEach(value -> found.add(value.asText()));
            JsonNode only = schema.get("const");
            if (only != null) {
                found.add(only.asText());
            }
            JsonNode usual = schema.get("default");
            if (usual != null && usual.isValueNode()) {
                found.add(usual.asText());
            }
        }
        schema.forEach(part -> constants(part, found));
    }
}
