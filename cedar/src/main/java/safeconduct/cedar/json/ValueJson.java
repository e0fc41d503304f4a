package safeconduct.cedar.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import safeconduct.cedar.DatetimeValue;
import safeconduct.cedar.DecimalValue;
import safeconduct.cedar.DurationValue;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.EvaluationException;
import safeconduct.cedar.IpValue;
import safeconduct.cedar.Value;
import safeconduct.cedar.syntax.Names;

/**
 * Values as JSON. What JSON lacks is written so:
 *
 * <pre>
 * {"__entity": {"type": "User", "id": "alice"}}
 * {"__extn": {"fn": "decimal", "arg": "12.5"}}
 * </pre>
 */
public final class ValueJson {
    private static final String ENTITY = "__entity";
    private static final String EXTENSION = "__extn";

    private ValueJson() {}

    /**
     * Reads one value without knowing what type it should have.
     *
     * @throws safeconduct.cedar.CedarSyntaxException when it is none: null, a fraction, a number beyond 64 bits
     */
    public static Value read(Reading reading, Json json) {
        return switch (json) {
            case Json.Bool(boolean value, int at) -> Value.of(value);
            case Json.Text(String value, int at) -> Value.of(value);
            case Json.Num number -> Value.of(number(reading, number));
            case Json.Arr(var elements, int at) ->
                Value.set(
                        elements.stream().map(element -> read(reading, element)).toList());
            case Json.Obj object -> object(reading, object);
            case Json.Null x -> throw reading.fail(json, "Cedar has no null", "a value, or no field at all");
        };
    }

    /** Reads a whole number of 64 bits. */
    static long number(Reading reading, Json.Num number) {
        try {
            return Long.parseLong(number.digits());
        } catch (NumberFormatException e) {
            throw reading.fail(number, "`" + number.digits() + "` is no whole number of 64 bits", "");
        }
    }

    private static Value object(Reading reading, Json.Obj object) {
        Map<String, Json> fields = object.fields();
        if (fields.size() == 1 && fields.containsKey(ENTITY)) {
            return entityUid(reading, reading.field(object, ENTITY));
        }
        if (fields.size() == 1 && fields.containsKey(EXTENSION)) {
            return extension(reading, reading.field(object, EXTENSION));
        }
        return Value.record(attributes(reading, object));
    }

    /** Reads named values. */
    public static Map<String, Value> attributes(Reading reading, Json json) {
        Map<String, Value> values = new LinkedHashMap<>();
        reading.object(json, "an object of values").forEach((name, value) -> values.put(name, read(reading, value)));
        return values;
    }

    /** Reads an entity's name, with or without {@code __entity} around it. */
    public static EntityUid entityUid(Reading reading, Json json) {
        Json wrapped = reading.optional(json, ENTITY);
        Json bare = wrapped == null ? json : wrapped;
        String expected = "`{\"type\": …, \"id\": …}`";
        String type = reading.string(reading.field(bare, "type"), expected);
        if (!Names.isPath(type)) {
            throw reading.fail(bare, "`" + type + "` can't be the name of a type", "words joined by `::`");
        }
        return new EntityUid(type, reading.string(reading.field(bare, "id"), expected));
    }

    /** Reads {@code {"fn": …, "arg": …}}. */
    static Value extension(Reading reading, Json json) {
        String function = reading.string(reading.field(json, "fn"), "the name of a function");
        Json args = reading.optional(json, "args");
        List<Json> arguments = args == null ? List.of(reading.field(json, "arg")) : reading.array(args, "a list");
        try {
            return call(reading, json, function, arguments);
        } catch (EvaluationException e) {
            throw reading.fail(json, String.valueOf(e.getMessage()), "");
        }
    }

    private static Value call(Reading reading, Json json, String function, List<Json> arguments) {
        Value first = arguments.isEmpty() ? Value.of("") : read(reading, arguments.getFirst());
        if (function.equals("offset") && arguments.size() == 2) {
            Value by = read(reading, arguments.getLast());
            if (first instanceof DatetimeValue datetime && by instanceof DurationValue duration) {
                return datetime.offset(duration);
            }
        }
        if (!(first instanceof Value.StringValue(String text)) || arguments.size() != 1) {
            throw reading.fail(json, "`" + function + "` has other arguments", "one string");
        }
        return switch (function) {
            case "decimal" -> Value.decimal(text);
            case "ip" -> Value.ip(text);
            case "datetime" -> Value.datetime(text);
            case "duration" -> Value.duration(text);
            default ->
                throw reading.fail(
                        json, "there is no function `" + function + "`", "`decimal`, `ip`, `datetime` or `duration`");
        };
    }

    /** Writes a value so that reading it gives an equal one. */
    public static Json write(Value value) {
        return switch (value) {
            case Value.BoolValue(boolean bool) -> Json.of(bool);
            case Value.LongValue(long number) -> Json.of(number);
            case Value.StringValue(String text) -> Json.of(text);
            case Value.SetValue set ->
                Json.of(set.elements().stream().map(ValueJson::write).toList());
            case Value.RecordValue attributes -> write(attributes.attributes());
            case EntityUid uid -> Json.of(ENTITY, write(uid));
            case DecimalValue decimal -> extension("decimal", Json.of(decimal.text()));
            case IpValue ip -> extension("ip", Json.of(ip.text()));
            case DurationValue duration -> extension("duration", Json.of(duration.millis() + "ms"));
            case DatetimeValue datetime -> write(datetime);
        };
    }

    private static Json write(DatetimeValue datetime) {
        Map<String, Json> call = new LinkedHashMap<>();
        call.put("fn", Json.of("offset"));
        call.put(
                "args",
                Json.of(List.of(
                        extension("datetime", Json.of("1970-01-01")),
                        write(new DurationValue(datetime.epochMillis())))));
        return Json.of(EXTENSION, Json.of(call));
    }

    private static Json extension(String function, Json argument) {
        Map<String, Json> call = new LinkedHashMap<>();
        call.put("fn", Json.of(function));
        call.put("arg", argument);
        return Json.of(EXTENSION, Json.of(call));
    }

    /** Writes named values, sorted by name. */
    public static Json write(Map<String, Value> values) {
        Map<String, Json> fields = new LinkedHashMap<>();
        new TreeMap<>(values).forEach((name, value) -> fields.put(name, write(value)));
        return Json.of(fields);
    }

    /** Writes an entity's name. */
    public static Json write(EntityUid uid) {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("type", Json.of(uid.type()));
        fields.put("id", Json.of(uid.id()));
        return Json.of(fields);
    }
}
