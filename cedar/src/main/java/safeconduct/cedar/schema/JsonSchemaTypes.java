package safeconduct.cedar.schema;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.json.Json;
import safeconduct.cedar.schema.CedarType.Attribute;

/** Types of what JSON Schemas describe, as far as Cedar has such types. */
final class JsonSchemaTypes {
    private static final int NESTING_MAX = 50;
    private static final CedarType ANY = new CedarType.Any();

    private JsonSchemaTypes() {}

    static CedarType of(Json schema) {
        return of(schema, 0);
    }

    private static CedarType of(@Nullable Json schema, int nesting) {
        Json type = field(schema, "type");
        boolean choice =
                field(schema, "anyOf") != null || field(schema, "oneOf") != null || field(schema, "$ref") != null;
        if (choice || nesting > NESTING_MAX || !(type instanceof Json.Text(String name, int at))) {
            return ANY;
        }
        return switch (name) {
            case "string" -> Primitive.STRING;
            case "integer" -> Primitive.LONG;
            case "boolean" -> Primitive.BOOL;
            case "number" -> new CedarType.JsonNumber();
            case "array" -> new CedarType.SetOf(of(field(schema, "items"), nesting + 1));
            case "object" -> object(schema, nesting);
            default -> ANY;
        };
    }

    private static CedarType object(@Nullable Json schema, int nesting) {
        if (!(field(schema, "properties") instanceof Json.Obj(Map<String, Json> properties, int at))) {
            return ANY;
        }
        Set<String> required = new HashSet<>();
        if (field(schema, "required") instanceof Json.Arr array) {
            array.elements().forEach(element -> required.add(element instanceof Json.Text text ? text.value() : ""));
        }
        Map<String, Attribute> attributes = new TreeMap<>();
        properties.forEach((name, property) ->
                attributes.put(name, new Attribute(of(property, nesting + 1), required.contains(name))));
        return new CedarType.RecordOf(attributes);
    }

    private static @Nullable Json field(@Nullable Json json, String name) {
        return json instanceof Json.Obj object ? object.fields().get(name) : null;
    }
}
