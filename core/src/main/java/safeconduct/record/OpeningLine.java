package safeconduct.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * What opens one field of one record, as a line of text, for whoever is shown it. The value is the base64 of its bytes.
 *
 * <pre>{"record":17,"field":"input","task":"tsk_…","salt":"…","value":"…"}</pre>
 */
public record OpeningLine(long record, String field, String task, Hidden hidden) {

    /** The line, without its end. */
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        ObjectNode json =
                Json.object().put("record", record).put("field", field).put("task", task);
        json.put("salt", base64.encodeToString(hidden.salt()));
        return json.put("value", base64.encodeToString(hidden.value())).toString();
    }

    /**
     * Reads a line.
     *
     * @throws Fault INVALID when it is something else
     */
    public static OpeningLine parse(String line) {
        return parse(Json.parseObject(line));
    }

    /**
     * Reads what {@link #text} wrote, as a tree.
     *
     * @throws Fault INVALID when it is something else
     */
    public static OpeningLine parse(ObjectNode json) {
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            byte[] salt = base64.decode(json.path("salt").asText());
            byte[] value = base64.decode(json.path("value").asText());
            return new OpeningLine(
                    json.path("record").asLong(),
                    json.path("field").asText(),
                    json.path("task").asText(),
                    Hidden.reopened(salt, value));
        } catch (IllegalArgumentException malformed) {
            throw new Fault(Fault.Code.INVALID, "malformed opening, expected base64 in `salt` and `value`", malformed);
        }
    }
}
