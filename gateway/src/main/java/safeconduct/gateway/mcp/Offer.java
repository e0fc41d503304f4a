package safeconduct.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.upstream.Greeting;
import safeconduct.kernel.Json;

/** What we say of ourselves to an agent: what the target can do, less what the task may not use or we do not pass. */
final class Offer {

    private static final String VERSION = "0.1.0";

    private Offer() {}

    static ObjectNode initialized(String version, String target, Greeting greeting, List<String> visible) {
        ObjectNode result = Json.object().put("protocolVersion", version);
        result.set("capabilities", capabilities(greeting, visible, Era.SESSION));
        result.set("serverInfo", name(target, greeting));
        return withInstructions(result, greeting);
    }

    static ObjectNode discovered(String target, Greeting greeting, List<String> visible) {
        ObjectNode result = Json.object().put("resultType", "complete");
        Era.VERSIONS.forEach(result.putArray("supportedVersions")::add);
        result.set("capabilities", capabilities(greeting, visible, Era.STATELESS));
        result.put("ttlMs", 0).put("cacheScope", "private");
        result.putObject("_meta").set(Era.META_SERVER, name(target, greeting));
        return withInstructions(result, greeting);
    }

    private static ObjectNode withInstructions(ObjectNode result, Greeting greeting) {
        return greeting.instructions().isEmpty() ? result : result.put("instructions", greeting.instructions());
    }

    private static ObjectNode name(String target, Greeting greeting) {
        ObjectNode name = Json.object().put("name", "safeconduct/" + target).put("version", VERSION);
        String theirs = greeting.serverName().path("name").asText("");
        return theirs.isEmpty() ? name : name.put("title", theirs + " by Safeconduct");
    }

    private static ObjectNode capabilities(Greeting greeting, List<String> visible, Era era) {
        ObjectNode theirs = greeting.capabilities();
        ObjectNode ours = Json.object();
        boolean sameEra = greeting.era() == era;
        copy(theirs, ours, "tools", sameEra, List.of("listChanged"));
        if (visible.contains("resources/read")) {
            copy(theirs, ours, "resources", sameEra, List.of("listChanged", "subscribe"));
        }
        if (visible.contains("prompts/get")) {
            copy(theirs, ours, "prompts", sameEra, List.of("listChanged"));
        }
        if (Listing.visible("completion/complete", visible)) {
            copy(theirs, ours, "completions", true, List.of());
        }
        copy(theirs, ours, "logging", sameEra, List.of());
        if (!sameEra) {
            ours.remove("logging");
        }
        return ours;
    }

    /** @param changes whether the target can tell of changes in the agent's era */
    private static void copy(ObjectNode from, ObjectNode to, String name, boolean changes, List<String> flags) {
        JsonNode theirs = from.path(name);
        if (!theirs.isObject()) {
            return;
        }
        ObjectNode ours = to.putObject(name);
        for (String flag : flags) {
            if (changes && theirs.path(flag).asBoolean(false)) {
                ours.put(flag, true);
            }
        }
    }
}
