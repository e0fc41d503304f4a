package safeconduct.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import safeconduct.caller.Actor;
import safeconduct.caller.AgentName;
import safeconduct.kernel.Json;

/**
 * A chain of actors as text.
 *
 * <pre>[{"agent":"planner","instance":"1","workload":"spiffe://…"},{"human":"ann","issuer":"https://…","groups":["a"]}]</pre>
 */
final class ActorJson {

    private ActorJson() {}

    static String write(List<Actor> chain) {
        ArrayNode array = Json.array();
        chain.forEach(actor -> array.add(json(actor)));
        return Json.text(array);
    }

    static List<Actor> read(String text) {
        List<Actor> chain = new ArrayList<>();
        Json.parse(text).forEach(json -> chain.add(actor(json)));
        return chain;
    }

    private static ObjectNode json(Actor actor) {
        return switch (actor) {
            case Actor.Agent(var name, var instance, var workload) ->
                Json.object()
                        .put("agent", name.value())
                        .put("instance", instance)
                        .put("workload", workload);
            case Actor.Human(var subject, var issuer, var groups) -> {
                ObjectNode json = Json.object().put("human", subject).put("issuer", issuer);
                json.set("groups", Json.from(groups));
                yield json;
            }
        };
    }

    private static Actor actor(JsonNode json) {
        if (json.has("agent")) {
            return new Actor.Agent(
                    new AgentName(json.get("agent").textValue()),
                    json.get("instance").textValue(),
                    json.get("workload").textValue());
        }
        List<String> groups = new ArrayList<>();
        json.get("groups").forEach(group -> groups.add(group.textValue()));
        return new Actor.Human(json.get("human").textValue(), json.get("issuer").textValue(), groups);
    }
}
