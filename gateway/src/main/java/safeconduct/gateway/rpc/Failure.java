package safeconduct.gateway.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import safeconduct.kernel.Json;

/** A JSON-RPC error, before it is known whom it answers. */
public record Failure(int code, String message, Optional<ObjectNode> details) {

    public static Failure of(int code, String message) {
        return new Failure(code, message, Optional.empty());
    }

    public static Failure of(int code, String message, ObjectNode details) {
        return new Failure(code, message, Optional.of(details));
    }

    public Message.Response to(Id id) {
        return Message.Response.of(id, "error", body());
    }

    /** The whole message for a request whose id could not be read. */
    public ObjectNode withoutId() {
        ObjectNode message = Json.object().put("jsonrpc", "2.0").putNull("id");
        message.set("error", body());
        return message;
    }

    private ObjectNode body() {
        ObjectNode body = Json.object().put("code", code).put("message", message);
        details.ifPresent(more -> body.set("data", more));
        return body;
    }
}
