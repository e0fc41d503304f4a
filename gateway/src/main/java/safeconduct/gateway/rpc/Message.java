package safeconduct.gateway.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import safeconduct.kernel.Json;

/** One JSON-RPC message: what it says, and the bytes that say it. */
public sealed interface Message {

    /** Asks for something, and wants a response. */
    record Request(Wire wire, Id id, String method, ObjectNode params) implements Message {

        /** The same, by another id. */
        public Request as(Id other) {
            return new Request(wire.with(List.of("id"), other.json()), other, method, params);
        }

        /** The same, in other bytes. */
        public Request in(Wire other) {
            return new Request(other, id, method, params);
        }

        /** The progress token of this request, if it wants to hear of its progress. */
        public Optional<JsonNode> progressToken() {
            return Optional.ofNullable(params.path("_meta").get("progressToken"));
        }
    }

    /** Says something, and wants no response. */
    record Notification(Wire wire, String method, ObjectNode params) implements Message {}

    /**
     * Answers a request.
     *
     * @param body the whole message: holds {@code result} or {@code error}
     */
    record Response(Wire wire, Id id, ObjectNode body) implements Message {

        /** The same, for another id. */
        public Response as(Id other) {
            ObjectNode changed = body.deepCopy();
            changed.set("id", other.node());
            return new Response(wire.with(List.of("id"), other.json()), other, changed);
        }

        public boolean failed() {
            return body.has("error");
        }

        /** The result; empty when it failed. */
        public Optional<ObjectNode> result() {
            return body.get("result") instanceof ObjectNode result ? Optional.of(result) : Optional.empty();
        }

        /** The code of the error, 0 when there is none. */
        public int code() {
            return body.path("error").path("code").asInt(0);
        }

        /** One that says this, written anew. */
        public static Response of(Id id, String member, JsonNode value) {
            ObjectNode body = Json.object().put("jsonrpc", "2.0");
            body.set("id", id.node());
            body.set(member, value);
            return new Response(Wire.of(Json.text(body)), id, body);
        }
    }

    /**
     * No message that can be served.
     *
     * @param id of the request that it seems to be, if that can be told
     */
    record Invalid(int code, String why, Optional<Id> id) implements Message {}

    Wire NOTHING = Wire.of("");

    /** The bytes; none of an invalid one. */
    default Wire wire() {
        return NOTHING;
    }
}
