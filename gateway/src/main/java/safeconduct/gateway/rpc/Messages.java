package safeconduct.gateway.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import safeconduct.gateway.rpc.Message.Invalid;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * Reads messages strictly. What two readers could understand in two ways is refused: duplicate names, names that differ
 * only in case, malformed UTF-8, half surrogate pairs, a byte order mark, something after the value.
 */
public final class Messages {

    private static final System.Logger LOG = System.getLogger(Messages.class.getName());
    private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9_$./-]{1,128}");
    private static final Set<String> ENVELOPE = Set.of("jsonrpc", "id", "method", "params", "result", "error");
    private static final Set<String> PARAMS =
            Set.of("name", "arguments", "uri", "cursor", "_meta", "requeststate", "inputresponses", "requestid");
    private static final Set<String> PARAMS_SPELLED =
            Set.of("name", "arguments", "uri", "cursor", "_meta", "requestState", "inputResponses", "requestId");

    private Messages() {}

    /** One message from an agent: strictly, in all of it. */
    public static Message fromAgent(byte[] bytes) {
        Optional<Invalid> wrong = bytesWrong(bytes);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        try {
            JsonNode tree = Json.parse(bytes);
            return StrictText.ambiguity(tree)
                    .<Message>map(why -> new Invalid(Codes.PARSE, why, Optional.empty()))
                    .orElseGet(() -> read(Wire.of(bytes), tree, true));
        } catch (Fault malformed) {
            return new Invalid(Codes.PARSE, String.valueOf(malformed.getMessage()), Optional.empty());
        }
    }

    /** One message from a target: its data may hold what it likes, as long as it is one JSON object. */
    public static Message fromTarget(byte[] bytes) {
        Optional<Invalid> wrong = bytesWrong(bytes);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        try {
            return read(Wire.of(bytes), Json.parse(bytes), false);
        } catch (Fault malformed) {
            LOG.log(System.Logger.Level.DEBUG, "a target sent malformed JSON, {0} bytes", bytes.length);
            return new Invalid(Codes.PARSE, "malformed JSON", Optional.empty()); // A parser's words would quote data.
        }
    }

    private static Optional<Invalid> bytesWrong(byte[] bytes) {
        if (!StrictText.isUtf8(bytes)) {
            return Optional.of(new Invalid(Codes.PARSE, "malformed UTF-8", Optional.empty()));
        }
        boolean mark =
                bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
        return mark
                ? Optional.of(new Invalid(Codes.PARSE, "a byte order mark, expected JSON", Optional.empty()))
                : Optional.empty();
    }

    private static Message read(Wire wire, JsonNode tree, boolean strict) {
        if (tree.isArray()) {
            return invalid("batches are not accepted, expected one message", Optional.empty());
        }
        if (!(tree instanceof ObjectNode object)) {
            return invalid("expected an object", Optional.empty());
        }
        JsonNode idNode = object.get("id");
        Optional<Id> id = idNode == null ? Optional.empty() : Id.read(idNode);
        if (!object.path("jsonrpc").isTextual()
                || !object.path("jsonrpc").textValue().equals("2.0")) {
            return invalid("expected `jsonrpc` to be `2.0`", id);
        }
        if (strict && misspelled(object, ENVELOPE, ENVELOPE)) {
            return invalid("a name of the message is spelled in another case", id);
        }
        if (idNode != null && id.isEmpty() && !(idNode.isNull() && object.has("error"))) {
            return invalid(
                    "malformed `id`, expected a string of up to " + Id.LENGTH_MAX + " characters or an integer", id);
        }
        return object.has("method") ? asked(wire, object, id, strict) : answered(wire, object, id);
    }

    private static Message asked(Wire wire, ObjectNode object, Optional<Id> id, boolean strict) {
        JsonNode method = object.get("method");
        JsonNode params = object.has("params") ? object.get("params") : Json.object();
        if (object.has("result") || object.has("error")) {
            return invalid("both a request and a response", id);
        }
        if (!method.isTextual() || !METHOD.matcher(method.textValue()).matches()) {
            return invalid("malformed `method`", id);
        }
        if (!(params instanceof ObjectNode members)) {
            return invalid("expected `params` to be an object", id);
        }
        if (strict && misspelled(members, PARAMS, PARAMS_SPELLED)) {
            return invalid("a name in `params` is spelled in another case", id);
        }
        if (members.has("_meta") && !members.get("_meta").isObject()) {
            return invalid("expected `_meta` to be an object", id);
        }
        String name = method.textValue();
        return id.<Message>map(known -> new Message.Request(wire, known, name, members))
                .orElseGet(() -> new Message.Notification(wire, name, members));
    }

    private static Message answered(Wire wire, ObjectNode object, Optional<Id> id) {
        boolean result = object.has("result");
        boolean error = object.has("error");
        if (result == error) {
            return invalid("expected `method`, `result` or `error`", id);
        }
        if (result && !object.get("result").isObject()) {
            return invalid("expected `result` to be an object", id);
        }
        JsonNode failure = object.path("error");
        if (error && !(failure.path("code").isInt() && failure.path("message").isTextual())) {
            return invalid("malformed `error`", id);
        }
        return id.<Message>map(known -> new Message.Response(wire, known, object))
                .orElseGet(() -> invalid("a response without `id`", id));
    }

    /** Whether a name means a known one to a reader that does not look at case, and another to one that does. */
    private static boolean misspelled(ObjectNode object, Set<String> folded, Set<String> spelled) {
        Iterator<String> names = object.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!spelled.contains(name) && folded.contains(StrictText.fold(name))) {
                return true;
            }
        }
        return false;
    }

    private static Invalid invalid(String why, Optional<Id> id) {
        return new Invalid(Codes.INVALID_REQUEST, why, id);
    }
}
