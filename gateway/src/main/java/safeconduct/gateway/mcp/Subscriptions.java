package safeconduct.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safeconduct.call.Door;
import safeconduct.gateway.reply.EventStream;
import safeconduct.gateway.rpc.Codes;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.rpc.Wire;
import safeconduct.gateway.upstream.Upstream;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * {@code subscriptions/listen} of the stateless era: a stream of what has changed, and of nothing else. A target with
 * sessions is listened to on its own stream, and what it says there is marked with the subscription.
 */
record Subscriptions(Door door, Serving serving) {

    static final String METHOD = "subscriptions/listen";

    private static final System.Logger LOG = System.getLogger(Subscriptions.class.getName());

    /** What an agent asks to hear of, and what it then hears. */
    private static final Map<String, String> KINDS = Map.of(
            "toolsListChanged", "notifications/tools/list_changed",
            "promptsListChanged", "notifications/prompts/list_changed",
            "resourcesListChanged", "notifications/resources/list_changed");

    private static final String RESOURCES = "resourceSubscriptions";
    private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";

    /** Runs until the agent, the task, the target or time ends it. */
    void serve(Asking asking, EventStream stream) {
        try {
            listen(asking, stream);
        } catch (Fault fault) {
            LOG.log(System.Logger.Level.DEBUG, "a target cannot be listened to", fault);
            asking.fail(Codes.TARGET_FAILED, String.valueOf(fault.getMessage()));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (!stream.ended()) {
            asking.answer(closed(asking));
        }
    }

    private void listen(Asking asking, EventStream stream) throws InterruptedException {
        JsonNode wanted = asking.request().params().path("notifications");
        if (!wanted.isObject()) {
            asking.fail(Codes.INVALID_PARAMS, "expected `params.notifications` to be an object");
            return;
        }
        List<String> visible = Listing.visibleTools(door, asking);
        if (!wanted.path(RESOURCES).isEmpty() && !visible.contains("resources/read")) {
            asking.fail(Codes.INVALID_PARAMS, "this task may not read resources, so it cannot hear of their changes");
            return;
        }
        Upstream upstream = serving.upstream(asking);
        if (upstream.greeting().era() == Era.STATELESS) {
            upstream.call(asking.request(), asking.headers(), asking.stop(), message -> pass(message, stream));
        } else {
            acknowledge(asking, upstream, stream);
            Outside.listen(upstream, asking.stop(), said -> marked(said, asking).ifPresent(stream::event));
        }
    }

    private static void pass(Message message, EventStream stream) {
        switch (message) {
            case Message.Notification said
            when Outside.passes(said) || said.method().equals(ACKNOWLEDGED) -> stream.event(said.wire());
            case Message.Response response -> stream.end(response);
            default -> LOG.log(System.Logger.Level.DEBUG, "a target said on a subscription what is not passed on");
        }
    }

    /** Says what will be heard: of what was asked for, that which the target can tell. */
    private static void acknowledge(Asking asking, Upstream upstream, EventStream stream) {
        ObjectNode heard = Json.object();
        JsonNode wanted = asking.request().params().path("notifications");
        JsonNode can = upstream.greeting().capabilities();
        for (String kind : KINDS.keySet().stream().sorted().toList()) {
            String what = kind.substring(0, kind.indexOf("ListChanged"));
            if (wanted.path(kind).asBoolean(false)
                    && can.path(what).path("listChanged").asBoolean(false)) {
                heard.put(kind, true);
            }
        }
        ObjectNode said = Json.object().put("jsonrpc", "2.0").put("method", ACKNOWLEDGED);
        ObjectNode params = said.putObject("params");
        params.putObject("_meta")
                .set(Era.META_SUBSCRIPTION, asking.request().id().node());
        params.set("notifications", heard);
        stream.event(Wire.of(Json.text(said)));
    }

    /** The notification with the subscription's id, if it was asked for. */
    private static Optional<Wire> marked(Message.Notification said, Asking asking) {
        JsonNode wanted = asking.request().params().path("notifications");
        boolean asked = KINDS.entrySet().stream()
                .anyMatch(kind -> kind.getValue().equals(said.method())
                        && wanted.path(kind.getKey()).asBoolean(false));
        return asked
                ? Optional.of(said.wire()
                        .with(
                                List.of("params", "_meta", Era.META_SUBSCRIPTION),
                                asking.request().id().json()))
                : Optional.empty();
    }

    private static ObjectNode closed(Asking asking) {
        ObjectNode result = Json.object().put("resultType", "complete");
        result.putObject("_meta")
                .set(Era.META_SUBSCRIPTION, asking.request().id().node());
        return result;
    }
}
