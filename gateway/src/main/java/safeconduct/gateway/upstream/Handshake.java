package safeconduct.gateway.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.rpc.Id;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.rpc.Wire;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * Finds out what a target speaks: first as the agent does, then the other way.
 *
 * @param capabilities what the agent can do for a target in the middle of a call
 */
record Handshake(Transport transport, ObjectNode capabilities, Limits limits, Timers timers) {

    private static final int INSTRUCTIONS_LENGTH_MAX = 64 * 1024;

    /** Who we are, for targets. */
    static ObjectNode ourName() {
        return Json.object().put("name", "safeconduct").put("version", "1");
    }

    Greeting with(Era wish) throws InterruptedException {
        Optional<Greeting> first = attempt(wish);
        if (first.isPresent()) {
            return first.get();
        }
        Era other = wish == Era.SESSION ? Era.STATELESS : Era.SESSION;
        return attempt(other)
                .orElseThrow(
                        () -> new Fault(Fault.Code.UNAVAILABLE, "the target speaks no version of MCP that we know"));
    }

    private Optional<Greeting> attempt(Era era) throws InterruptedException {
        try {
            return era == Era.SESSION ? initialize() : discover();
        } catch (Fault fault) {
            if (!transport.open() || fault.code() != Fault.Code.UNAVAILABLE) {
                throw fault;
            }
            if (era == Era.SESSION) {
                throw fault; // Whoever refuses this in another way than by an error speaks nothing that we do.
            }
            return Optional.empty();
        }
    }

    private Optional<Greeting> initialize() throws InterruptedException {
        ObjectNode params = Json.object().put("protocolVersion", Era.SESSION_VERSIONS.getFirst());
        params.set("capabilities", capabilities);
        params.set("clientInfo", ourName());
        Optional<ObjectNode> said = ask("initialize", params, Map.of());
        if (said.isEmpty()) {
            return Optional.empty();
        }
        String version = said.get().path("protocolVersion").asText("");
        if (!Era.TARGET_SESSION_VERSIONS.contains(version)) {
            throw new Fault(Fault.Code.UNAVAILABLE, "the target speaks another version of MCP");
        }
        transport.send(
                Wire.of("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"),
                Map.of("MCP-Protocol-Version", version));
        return Optional.of(greeting(Era.SESSION, version, said.get(), said.get().path("serverInfo")));
    }

    private Optional<Greeting> discover() throws InterruptedException {
        ObjectNode params = Json.object();
        params.set("_meta", meta());
        Map<String, String> headers =
                Map.of("MCP-Protocol-Version", Era.STATELESS_VERSION, "Mcp-Method", "server/discover");
        Optional<ObjectNode> said = ask("server/discover", params, headers);
        boolean ours = said.isPresent() && contains(said.get().path("supportedVersions"), Era.STATELESS_VERSION);
        return ours
                ? Optional.of(greeting(
                        Era.STATELESS,
                        Era.STATELESS_VERSION,
                        said.get(),
                        said.get().path("_meta").path(Era.META_SERVER)))
                : Optional.empty();
    }

    private ObjectNode meta() {
        ObjectNode meta = Json.object().put(Era.META_VERSION, Era.STATELESS_VERSION);
        meta.set(Era.META_CAPABILITIES, capabilities);
        meta.set(Era.META_CLIENT, ourName());
        return meta;
    }

    /** The result; empty when the target answered with an error. */
    private Optional<ObjectNode> ask(String method, ObjectNode params, Map<String, String> headers)
            throws InterruptedException {
        Id id = Id.read(Json.array().add("safeconduct " + method).get(0)).orElseThrow();
        ObjectNode body = Json.object().put("jsonrpc", "2.0");
        body.set("id", id.node());
        body.put("method", method);
        body.set("params", params);
        Message.Request request = new Message.Request(Wire.of(Json.text(body)), id, method, params);
        Heard heard = new Heard();
        Stop stop = new Stop();
        Timers.Timer timer =
                timers.after(limits.connect().dividedBy(2), () -> stop.stop("it did not say in time what it is"));
        try {
            if (transport.exchange(request, headers, stop, heard) == Transport.Ended.ANSWERED) {
                return heard.result;
            }
            throw new Fault(Fault.Code.UNAVAILABLE, "the target cannot be greeted: " + stop.why());
        } finally {
            timer.cancel();
        }
    }

    /** The answer to our question; what else is said is not for anybody. */
    private static final class Heard implements Receiver {
        private Optional<ObjectNode> result = Optional.empty();

        @Override
        public void receive(Message message) {
            if (message instanceof Message.Response response) {
                result = response.result();
            }
        }
    }

    private static Greeting greeting(Era era, String version, ObjectNode said, JsonNode name) {
        ObjectNode capabilities = said.get("capabilities") instanceof ObjectNode known ? known : Json.object();
        String instructions = said.path("instructions").asText("");
        return new Greeting(
                era,
                version,
                capabilities,
                name instanceof ObjectNode given ? given : Json.object(),
                instructions.substring(0, Math.min(instructions.length(), INSTRUCTIONS_LENGTH_MAX)));
    }

    private static boolean contains(JsonNode versions, String version) {
        for (JsonNode known : versions) {
            if (known.asText("").equals(version)) {
                return true;
            }
        }
        return false;
    }
}
