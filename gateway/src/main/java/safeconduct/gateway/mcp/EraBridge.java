package safeconduct.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.rpc.Wire;
import safeconduct.gateway.upstream.Greeting;
import safeconduct.kernel.Json;

/** Where an agent and a target speak different eras: says in one what was said in the other, by splicing. */
final class EraBridge {

    private static final String NOTHING = "{}";

    private EraBridge() {}

    /** The request as the target understands it; untouched where both speak the same. */
    static Message.Request request(Message.Request request, Era from, Greeting target) {
        if (from == target.era() || target.era() == Era.SESSION) {
            return request;
        }
        Wire wire = request.wire()
                .with(List.of("params", "_meta", Era.META_VERSION), Json.text(Era.STATELESS_VERSION))
                .with(List.of("params", "_meta", Era.META_CAPABILITIES), NOTHING)
                .with(List.of("params", "_meta", Era.META_CLIENT), Json.text(clientName()));
        return request.in(wire);
    }

    private static ObjectNode clientName() {
        return Json.object().put("name", "safeconduct").put("version", "1");
    }

    /** What a stateless target wants to see in headers: made from the body, where the agent had no need to say it. */
    static Map<String, String> headers(Asking asking, Greeting target) {
        if (asking.era() == Era.STATELESS || target.era() == Era.SESSION) {
            return asking.headers();
        }
        Message.Request request = asking.request();
        Map<String, String> headers = new HashMap<>(Map.of("Mcp-Method", request.method()));
        String name = HeaderCheck.nameOf(request.method(), request.params());
        if (!name.isEmpty()) {
            headers.put("Mcp-Name", encoded(name));
        }
        return headers;
    }

    /** Plain ASCII as it is, everything else in base64. */
    private static String encoded(String value) {
        boolean plain = value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)
                && value.equals(value.strip())
                && !(value.startsWith("=?base64?") && value.endsWith("?="));
        return plain
                ? value
                : "=?base64?" + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    /** The response as the agent understands it; what it may cache, it may cache for this task alone. */
    static Message.Response response(Message.Response response, Asking asking) {
        if (asking.era() == Era.SESSION || response.failed()) {
            return response;
        }
        String method = asking.request().method();
        boolean typed = response.body().path("result").has("resultType");
        Message.Response complete = typed ? response : with(response, "resultType", TextNode.valueOf("complete"));
        boolean asks =
                !complete.body().path("result").path("resultType").asText().equals("complete");
        return asks || !(Listing.isList(method) || method.equals("resources/read")) ? complete : privately(complete);
    }

    private static Message.Response privately(Message.Response response) {
        Message.Response scoped = with(response, "cacheScope", TextNode.valueOf("private"));
        boolean timed = response.body().path("result").has("ttlMs");
        return timed ? scoped : with(scoped, "ttlMs", IntNode.valueOf(0));
    }

    /** The response with another value of one member of its result. */
    static Message.Response with(Message.Response response, String member, JsonNode value) {
        Wire wire = response.wire().with(List.of("result", member), Json.text(value));
        ObjectNode body = response.body().deepCopy();
        body.withObject("/result").set(member, value);
        return new Message.Response(wire, response.id(), body);
    }
}
