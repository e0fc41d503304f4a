package safeconduct.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import safeconduct.caller.Actor;
import safeconduct.caller.Caller;
import safeconduct.caller.TaskId;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * What a task token says (RFC 9068, with {@code act} of RFC 8693 and {@code cnf} of RFC 9449).
 *
 * <pre>{"iss":"http://127.0.0.1:7070","aud":["http://127.0.0.1:7070/mcp"],"sub":"alice","client_id":"support",
 *  "act":{"sub":"spiffe://local/support","client_id":"support","instance":"ins_…"},"task":"tsk_…","jti":"tok_…",
 *  "iat":1,"exp":301,"cnf":{"jkt":"…"}}</pre>
 *
 * @param subject the user, or the agent's workload where there is none
 * @param client the agent's registered name
 * @param actors who acts, the one at the door first
 * @param keyThumbprint of the key that must prove possession
 */
public record TaskToken(
        String id,
        TaskId task,
        String issuer,
        List<String> audience,
        String subject,
        String client,
        List<Link> actors,
        String keyThumbprint,
        Instant issued,
        Instant expires) {

    /** No token lives longer; it is renewed instead. */
    public static final Duration LIFE_MAX = Duration.ofMinutes(5);

    /** One actor. */
    public record Link(String subject, String client, String instance) {}

    public TaskToken {
        audience = List.copyOf(audience);
        actors = List.copyOf(actors);
        if (expires.isAfter(issued.plus(LIFE_MAX))) {
            throw new Fault(Fault.Code.INVALID, "a task token lives at most " + LIFE_MAX);
        }
    }

    /** Who a token of this caller names as its subject. */
    public static String subjectOf(Caller caller) {
        return caller.onBehalfOf()
                .map(Actor.Human::subject)
                .orElse(caller.agent().workload());
    }

    /** Every agent of this caller's chain, the one at the door first. */
    public static List<Link> actorsOf(Caller caller) {
        List<Link> links = new ArrayList<>();
        links.add(link(caller.agent()));
        for (Actor actor : caller.actingFor()) {
            if (actor instanceof Actor.Agent agent) {
                links.add(link(agent));
            }
        }
        return links;
    }

    private static Link link(Actor.Agent agent) {
        return new Link(agent.workload(), agent.name().value(), agent.instance());
    }

    ObjectNode claims() {
        ObjectNode claims = Json.object();
        claims.put("iss", issuer).put("sub", subject).put("client_id", client).put("jti", id);
        claims.put("task", task.value());
        ArrayNode meant = claims.putArray("aud");
        audience.forEach(meant::add);
        claims.put("iat", issued.getEpochSecond()).put("exp", expires.getEpochSecond());
        claims.putObject("cnf").put("jkt", keyThumbprint);
        claims.set("act", act(actors));
        return claims;
    }

    /** The chain as RFC 8693 nests it: the current actor outermost. */
    public static ObjectNode act(List<Link> actors) {
        ObjectNode outermost = Json.object();
        ObjectNode at = outermost;
        for (int i = 0; i < actors.size(); i++) {
            at = i == 0 ? outermost : at.putObject("act");
            Link link = actors.get(i);
            at.put("sub", link.subject()).put("client_id", link.client()).put("instance", link.instance());
        }
        return outermost;
    }

    /** @throws Fault INVALID when a claim is missing or of another form */
    static TaskToken of(ObjectNode claims) {
        Claims read = new Claims(claims);
        return new TaskToken(
                read.text("jti"),
                new TaskId(read.text("task")),
                read.text("iss"),
                read.texts("aud"),
                read.text("sub"),
                read.text("client_id"),
                links(claims.path("act")),
                new Claims(read.object("cnf")).text("jkt"),
                read.time("iat"),
                read.time("exp"));
    }

    private static List<Link> links(JsonNode act) {
        List<Link> links = new ArrayList<>();
        JsonNode at = act;
        while (at instanceof ObjectNode link) {
            Claims read = new Claims(link);
            links.add(new Link(read.text("sub"), read.text("client_id"), read.text("instance")));
            at = link.path("act");
        }
        return links;
    }
}
