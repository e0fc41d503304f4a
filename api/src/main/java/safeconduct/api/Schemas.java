package safeconduct.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import safeconduct.kernel.Json;

/**
 * JSON Schemas of the wire's records. Read off the records by reflection, so that the document cannot say something else
 * than what is sent.
 */
final class Schemas {

    private final Map<String, ObjectNode> named = new TreeMap<>();

    /** All records met so far, by name. */
    ObjectNode components() {
        ObjectNode all = Json.object();
        named.forEach(all::set);
        return all;
    }

    /** The schema of this type; a record by reference. */
    ObjectNode of(Type type) {
        return switch (type) {
            case ParameterizedType generic -> ofGeneric(generic);
            case Class<?> plain when plain.isRecord() -> reference(plain);
            case Class<?> plain -> ofPlain(plain);
            default -> throw new IllegalArgumentException("no schema for " + type);
        };
    }

    ObjectNode page(Class<?> item) {
        ObjectNode page = Json.object().put("type", "object");
        ObjectNode properties = page.putObject("properties");
        properties.set("items", array(of(item)));
        properties.putObject("next").put("type", "string");
        page.putArray("required").add("items");
        return page.put("additionalProperties", false);
    }

    private ObjectNode ofGeneric(ParameterizedType generic) {
        Type argument = generic.getActualTypeArguments()[0];
        if (generic.getRawType() == List.class) {
            return array(of(argument));
        }
        if (generic.getRawType() == Optional.class) {
            return of(argument);
        }
        throw new IllegalArgumentException("no schema for " + generic);
    }

    private static ObjectNode array(ObjectNode items) {
        ObjectNode array = Json.object().put("type", "array");
        array.set("items", items);
        return array;
    }

    private static ObjectNode ofPlain(Class<?> plain) {
        if (plain == String.class) {
            return Json.object().put("type", "string");
        }
        if (plain == long.class || plain == int.class || plain == Long.class) {
            return Json.object().put("type", "integer");
        }
        if (plain == boolean.class) {
            return Json.object().put("type", "boolean");
        }
        if (plain == Instant.class) {
            return Json.object().put("type", "string").put("format", "date-time");
        }
        if (plain == Duration.class) {
            return Json.object().put("type", "string").put("format", "duration");
        }
        if (plain == ObjectNode.class) {
            return Json.object().put("type", "object");
        }
        throw new IllegalArgumentException("no schema for " + plain);
    }

    private ObjectNode reference(Class<?> type) {
        String name = name(type);
        if (!named.containsKey(name)) {
            named.put(name, Json.object()); // Before its components, so that a record may hold itself.
            named.put(name, record(type));
        }
        return Json.object().put("$ref", "#/components/schemas/" + name);
    }

    private ObjectNode record(Class<?> type) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = Json.array();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = wireName(component.getName());
            properties.set(name, of(component.getGenericType()));
            if (component.getType() != Optional.class) {
                required.add(name);
            }
        }
        schema.set("required", required);
        return schema.put("additionalProperties", false);
    }

    private static String wireName(String component) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component);
    }

    private static String name(Class<?> type) {
        String own = type.getSimpleName().replaceAll("View$", "");
        return type.getEnclosingClass() == null ? own : name(type.getEnclosingClass()) + own;
    }
}
