package safeconduct.gateway.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.catalog.pin.Lock;
import safeconduct.catalog.pin.Pin;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.rpc.Id;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.rpc.Wire;
import safeconduct.gateway.upstream.Stop;
import safeconduct.gateway.upstream.Upstream;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/** Everything that a target offers, as it lists it. */
public record Offered(
        List<JsonNode> tools, List<JsonNode> resources, List<JsonNode> templates, List<JsonNode> prompts) {

    private static final int THINGS_MAX = 10_000;
    private static final int PAGES_MAX = 200;

    public Offered {
        tools = List.copyOf(tools);
        resources = List.copyOf(resources);
        templates = List.copyOf(templates);
        prompts = List.copyOf(prompts);
    }

    /**
     * Asks for every list that the target says it has.
     *
     * @throws Fault UNAVAILABLE when it does not answer; EXHAUSTED when its lists do not end
     */
    public static Offered by(Upstream upstream) throws InterruptedException {
        JsonNode able = upstream.greeting().capabilities();
        boolean resources = able.has("resources");
        return new Offered(
                list(upstream, "tools/list", "tools"),
                resources ? list(upstream, "resources/list", "resources") : List.of(),
                resources ? list(upstream, "resources/templates/list", "resourceTemplates") : List.of(),
                able.has("prompts") ? list(upstream, "prompts/list", "prompts") : List.of());
    }

    private static List<JsonNode> list(Upstream upstream, String method, String member) throws InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < PAGES_MAX; page++) {
            ObjectNode result = ask(upstream, method, cursor);
            result.path(member).forEach(all::add);
            cursor = Optional.ofNullable(result.get("nextCursor")).map(JsonNode::asText);
            if (cursor.isEmpty() && all.size() <= THINGS_MAX) {
                return all;
            }
            if (all.size() > THINGS_MAX) {
                break;
            }
        }
        throw new Fault(Fault.Code.EXHAUSTED, "`" + method + "` of the target does not end");
    }

    private static ObjectNode ask(Upstream upstream, String method, Optional<String> cursor)
            throws InterruptedException {
        ObjectNode params = Json.object();
        cursor.ifPresent(place -> params.put("cursor", place));
        if (upstream.greeting().era() == Era.STATELESS) {
            ObjectNode meta = params.putObject("_meta").put(Era.META_VERSION, Era.STATELESS_VERSION);
            meta.putObject(Era.META_CAPABILITIES);
        }
        ObjectNode body = Json.object().put("jsonrpc", "2.0").put("id", 1).put("method", method);
        body.set("params", params);
        Message.Request request = new Message.Request(Wire.of(Json.text(body)), Id.of(1), method, params);
        List<Message.Response> answers = new ArrayList<>();
        upstream.call(request, Map.of("Mcp-Method", method), new Stop(), message -> {
            if (message instanceof Message.Response response) {
                answers.add(response);
            }
        });
        if (answers.isEmpty() || answers.getFirst().failed()) {
            throw new Fault(Fault.Code.UNAVAILABLE, "the target does not answer `" + method + "`");
        }
        return answers.getFirst().result().orElseGet(Json::object);
    }

    /** What its tools say of themselves. */
    public List<ToolDescription> descriptions() {
        return tools.stream().map(ToolDescription::of).toList();
    }

    /** The pins of all of it. Of two things of one name the first counts. */
    public Lock lock() {
        Map<String, Pin> things = new HashMap<>();
        descriptions().forEach(tool -> things.putIfAbsent("tool " + tool.name(), Pin.of(tool)));
        pins(things, "resource ", "uri", resources);
        pins(things, "template ", "uriTemplate", templates);
        pins(things, "prompt ", "name", prompts);
        return new Lock(things);
    }

    private static void pins(Map<String, Pin> things, String kind, String name, List<JsonNode> listed) {
        listed.forEach(one -> things.putIfAbsent(kind + one.path(name).asText(""), Pin.of(one)));
    }
}
