package safeconduct.catalog.classify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters of an input schema, nested ones too; bounded in depth and number, so that a hostile schema costs little. */
final class Parameters {

    static final int PARAMETERS_MAX = 256;
    private static final int DEPTH_MAX = 8;
    private static final int CHOICES_MAX = 64;
    private static final int NODES_MAX = 2_000;
    private static final List<String> VARIANTS = List.of("anyOf", "oneOf", "allOf");

    private final ObjectNode root;
    private final List<Parameter> found = new ArrayList<>();
    private int nodes;

    private Parameters(ObjectNode root) {
        this.root = root;
    }

    static List<Parameter> of(ObjectNode schema) {
        Parameters walk = new Parameters(schema);
        walk.properties(schema, "", 0);
        return List.copyOf(walk.found);
    }

    private void properties(JsonNode schema, String prefix, int depth) {
        Set<String> required = new LinkedHashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (found.size() >= PARAMETERS_MAX || ++nodes > NODES_MAX) {
                return;
            }
            value(property.getValue(), prefix, property.getKey(), required.contains(property.getKey()), depth);
        }
        for (String variant : VARIANTS) {
            schema.path(variant).forEach(part -> {
                if (depth < DEPTH_MAX && ++nodes <= NODES_MAX) {
                    properties(resolve(part), prefix, depth + 1);
                }
            });
        }
    }

    private void value(JsonNode given, String prefix, String name, boolean required, int depth) {
        JsonNode schema = resolve(given);
        List<JsonNode> variants = new ArrayList<>(List.of(schema));
        VARIANTS.forEach(variant -> schema.path(variant).forEach(part -> variants.add(resolve(part))));
        String description =
                given.path("description").asText(schema.path("description").asText(""));
        Set<String> types = new LinkedHashSet<>();
        String path = prefix + name;
        List<String> choices = new ArrayList<>();
        int before = found.size();
        for (JsonNode variant : variants.subList(0, Math.min(variants.size(), 16))) {
            types(variant, types);
            choices(variant, choices);
            if (depth < DEPTH_MAX) {
                inner(variant, path, name, depth);
            }
        }
        types.remove("null");
        if (found.size() == before) {
            boolean array = types.contains("array");
            String format = schema.path("format").asText("");
            found.add(new Parameter(path + (array ? "[]" : ""), name, description, types, format, choices, required));
        }
    }

    /** What stands inside an object, or inside the objects of an array. */
    private void inner(JsonNode schema, String path, String name, int depth) {
        if (schema.path("properties").size() > 0) {
            properties(schema, path + ".", depth + 1);
        }
        JsonNode items = resolve(schema.path("items"));
        if (items.path("properties").size() > 0) {
            properties(items, path + "[].", depth + 1);
        } else if (items.has("enum")) {
            String description = schema.path("description").asText("");
            found.add(new Parameter(
                    path + "[]", name, description, Set.of("string"), "", choices(items, new ArrayList<>()), false));
        }
    }

    private static List<String> choices(JsonNode schema, List<String> choices) {
        schema.path("enum").forEach(choice -> {
            if (choices.size() < CHOICES_MAX) {
                choices.add(choice.asText());
            }
        });
        if (schema.has("const")) {
            choices.add(schema.path("const").asText());
        }
        return choices;
    }

    private static void types(JsonNode schema, Set<String> types) {
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(one -> types.add(one.asText()));
    }

    /** Follows a reference within the same schema, a few steps and no further. */
    private JsonNode resolve(JsonNode schema) {
        JsonNode at = schema;
        for (int step = 0; step < 4 && at.path("$ref").asText("").startsWith("#/"); step++) {
            String pointer = at.path("$ref").asText().substring(1);
            try {
                at = root.at(pointer);
            } catch (IllegalArgumentException malformed) {
                return schema;
            }
        }
        return at;
    }
}
