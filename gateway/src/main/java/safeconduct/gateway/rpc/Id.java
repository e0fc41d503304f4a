package safeconduct.gateway.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import safeconduct.kernel.Json;

/**
 * What ties a response to its request: a string or an integer.
 *
 * @param json as JSON, always in the same spelling
 */
public record Id(String json) {

    public static final int LENGTH_MAX = 256;

    public static Id of(long number) {
        return new Id(Long.toString(number));
    }

    /** Empty when this cannot be an id: null, a fraction, too long, another type. */
    public static Optional<Id> read(JsonNode node) {
        boolean text = node.isTextual() && node.textValue().length() <= LENGTH_MAX;
        boolean number = node.isIntegralNumber() && node.canConvertToLong();
        return text || number ? Optional.of(new Id(Json.text(node))) : Optional.empty();
    }

    public JsonNode node() {
        return Json.parse(json);
    }

    @Override
    public String toString() {
        return json;
    }
}
