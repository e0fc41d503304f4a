package safeconduct.cedar.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.EvaluationException;
import safeconduct.cedar.Value;
import safeconduct.cedar.schema.CedarType;
import safeconduct.cedar.schema.CedarType.Attribute;

/** Reads values whose type is known, so that entities and extension values need no mark. */
final class TypedValues {
    private final Reading reading;

    TypedValues(Reading reading) {
        this.reading = reading;
    }

    Value read(Json json, @Nullable CedarType type) {
        return switch (type) {
            case CedarType.Entity entity when json instanceof Json.Obj -> ValueJson.entityUid(reading, json);
            case CedarType.Extension(String name) when json instanceof Json.Text text -> extension(text, name);
            case CedarType.Extension extension
            when json instanceof Json.Obj object && object.fields().containsKey("fn") ->
                ValueJson.extension(reading, json);
            case CedarType.SetOf(CedarType element)
            when json instanceof Json.Arr array ->
                Value.set(array.elements().stream()
                        .map(each -> read(each, element))
                        .toList());
            case CedarType.RecordOf map when json instanceof Json.Obj -> Value.record(attributes(json, map));
            case null, default -> ValueJson.read(reading, json);
        };
    }

    Map<String, Value> attributes(Json json, CedarType.RecordOf type) {
        Map<String, Value> values = new LinkedHashMap<>();
        reading.object(json, "an object of values").forEach((name, value) -> {
            Attribute attribute = type.attributes().get(name);
            values.put(name, read(value, attribute == null ? null : attribute.type()));
        });
        return values;
    }

    private Value extension(Json.Text text, String name) {
        try {
            return switch (name) {
                case "decimal" -> Value.decimal(text.value());
                case "ipaddr" -> Value.ip(text.value());
                case "datetime" -> Value.datetime(text.value());
                default -> Value.duration(text.value());
            };
        } catch (EvaluationException e) {
            throw reading.fail(text, String.valueOf(e.getMessage()), "");
        }
    }
}
