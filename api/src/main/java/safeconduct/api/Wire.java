package safeconduct.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * How the records of this package look on the wire: JSON, names in snake case, what is absent left out, an unknown member
 * refused.
 */
public final class Wire {

    private static final ObjectMapper MAPPER = Json.mapper()
            .copy()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .setDefaultPropertyInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT);

    private Wire() {}

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write " + value.getClass().getSimpleName(), impossible);
        }
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** @throws Fault INVALID when it is no such record; the message names the place, never the content */
    public static <T> T read(byte[] json, Class<T> type) {
        return type.cast(read(json, MAPPER.constructType(type)));
    }

    /** A page of such records. */
    public static <T> Page<T> readPage(byte[] json, Class<T> item) {
        Page<?> page = (Page<?>) read(json, MAPPER.getTypeFactory().constructParametricType(Page.class, item));
        return new Page<>(page.items().stream().map(item::cast).toList(), page.next());
    }

    private static Object read(byte[] json, JavaType type) {
        try {
            Object value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new Fault(Fault.Code.INVALID, "malformed JSON: expected an object");
            }
            return value;
        } catch (JsonProcessingException malformed) {
            malformed.clearLocation();
            String message = malformed.getOriginalMessage().lines().findFirst().orElse("not JSON");
            throw new Fault(Fault.Code.INVALID, "malformed JSON: " + message, malformed);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
    }
}
