package safeconduct.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import safeconduct.kernel.CanonicalJson;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * The bytes of a record: canonical JSON (RFC 8785) with four members.
 *
 * <pre>{"event":{"complete":true,…},"time":"2026-11-23T12:00:00.123456Z","type":"grant_revoked","v":1}</pre>
 */
public final class RecordCodec {

    public static final int VERSION = 1;

    private static final ObjectMapper MAPPER =
            Json.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private static final Map<String, Class<?>> TYPES =
            types().collect(Collectors.toUnmodifiableMap(RecordCodec::word, Function.identity()));

    private RecordCodec() {}

    public static byte[] encode(Instant time, Event event) {
        ObjectNode record = Json.object();
        record.put("v", VERSION).put("type", word(event.getClass())).put("time", time.toString());
        record.set("event", MAPPER.valueToTree(event));
        return CanonicalJson.bytes(record);
    }

    /** @throws Fault INVALID when it is not a record of ours, in exactly the form that we write */
    public static Recorded decode(long index, byte[] bytes) {
        ObjectNode record = Json.parseObject(bytes);
        if (!Arrays.equals(CanonicalJson.bytes(record), bytes)) {
            throw new Fault(Fault.Code.INVALID, "record " + index + " is not canonical JSON");
        }
        if (record.size() != 4 || record.path("v").asInt() != VERSION) {
            throw new Fault(Fault.Code.INVALID, "record " + index + " is not of version " + VERSION);
        }
        return new Recorded(index, time(index, record), event(index, record));
    }

    /** The word for an event in records: {@code task_opened}. */
    public static String word(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    /** The words for all events. */
    public static java.util.Set<String> words() {
        return TYPES.keySet();
    }

    /** The event alone, as the record holds it. */
    public static ObjectNode json(Event event) {
        return MAPPER.valueToTree(event);
    }

    private static Instant time(long index, ObjectNode record) {
        try {
            return Instant.parse(record.path("time").asText());
        } catch (java.time.format.DateTimeParseException malformed) {
            throw new Fault(Fault.Code.INVALID, "record " + index + " has no time", malformed);
        }
    }

    private static Event event(long index, ObjectNode record) {
        String word = record.path("type").asText();
        Class<?> type = TYPES.get(word);
        JsonNode body = record.path("event");
        if (type == null || !body.isObject()) {
            throw new Fault(Fault.Code.INVALID, "record " + index + " has the unknown type `" + word + "`");
        }
        try {
            return (Event) MAPPER.treeToValue(body, type);
        } catch (JsonProcessingException malformed) {
            throw new Fault(Fault.Code.INVALID, "record " + index + " is no `" + word + "`", malformed);
        }
    }

    private static Stream<Class<?>> types() {
        return leaves(Event.class).distinct();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RecordCodec::leaves)
                : Stream.of(type);
    }
}
