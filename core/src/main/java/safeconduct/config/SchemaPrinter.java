package safeconduct.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import safeconduct.kernel.Json;

/** Prints keys as JSON Schema 2020-12, for editors: what they complete and underline is what the readers take. */
final class SchemaPrinter {

    private SchemaPrinter() {}

    static String print(String name, List<Key> keys) {
        ObjectNode schema = Json.object()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "safeconduct " + name);
        schema.setAll(section(keys));
        return schema.toPrettyString() + "\n";
    }

    private static ObjectNode section(List<Key> keys) {
        ObjectNode schema = Json.object().put("type", "object").put("additionalProperties", false);
        ArrayNode required = Json.array();
        ObjectNode properties = schema.putObject("properties");
        for (Key key : keys) {
            properties.set(key.name(), value(key));
            if (key.required()) {
                required.add(key.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static ObjectNode value(Key key) {
        ObjectNode schema =
                switch (key.kind()) {
                    case TEXT -> any("string", "number", "boolean");
                    case BOOLEAN -> Json.object().put("type", "boolean");
                    case NUMBER -> Json.object().put("type", "integer").put("minimum", 0);
                    case SIZE ->
                        any("string", "integer")
                                .put("pattern", "^\\d{1,12}(B|KB|MB|GB)?$")
                                .put("minimum", 0);
                    case DURATION -> Json.object().put("type", "string").put("pattern", "^\\d{1,6}(ms|s|m|h|d)$");
                    case DATE -> Json.object().put("type", "string").put("format", "date");
                    case WORD -> words(key.words());
                    case LITERAL -> any("string", "integer", "boolean");
                    case TEXTS -> list(any("string", "number", "boolean"));
                    case TEXT_MAP -> named(any("string", "number", "boolean"));
                    case WORD_MAP -> named(words(key.words()));
                    case ANY -> Json.object().put("type", "object");
                    case SECTION -> section(key.keys());
                    case SECTIONS -> list(section(key.keys()));
                    // A name alone is an empty section.
                    case NAMED -> named(nullable(section(key.keys())));
                };
        return schema.put("description", key.doc());
    }

    private static ObjectNode any(String... types) {
        ObjectNode schema = Json.object();
        ArrayNode array = schema.putArray("type");
        List.of(types).forEach(array::add);
        return schema;
    }

    private static ObjectNode words(List<String> words) {
        ObjectNode schema = Json.object();
        ArrayNode array = schema.putArray("enum");
        words.forEach(array::add);
        return schema;
    }

    private static ObjectNode list(ObjectNode element) {
        ObjectNode schema = Json.object().put("type", "array");
        schema.set("items", element);
        return schema;
    }

    private static ObjectNode named(ObjectNode value) {
        ObjectNode schema = Json.object().put("type", "object");
        schema.set("additionalProperties", value);
        return schema;
    }

    private static ObjectNode nullable(ObjectNode section) {
        section.remove("type");
        ArrayNode types = section.putArray("type");
        types.add("object").add("null");
        return section;
    }
}
