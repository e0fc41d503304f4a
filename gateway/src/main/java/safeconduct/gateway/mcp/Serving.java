package safeconduct.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import safeconduct.approval.Approval;
import safeconduct.call.Answer;
import safeconduct.call.Call;
import safeconduct.call.Door;
import safeconduct.call.SelfService;
import safeconduct.gateway.check.Catalogues;
import safeconduct.gateway.own.OwnTools;
import safeconduct.gateway.rpc.Codes;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.upstream.Connections;
import safeconduct.gateway.upstream.Timers;
import safeconduct.gateway.upstream.Upstream;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Time;

/** Serves what goes to a target, the same in both eras: calls are decided on, lists filtered, everything else refused. */
final class Serving {

    private static final System.Logger LOG = System.getLogger(Serving.class.getName());
    private static final Set<String> CALLS = Set.of("tools/call", "resources/read", "prompts/get");
    private static final Set<String> SESSION_RELAYS =
            Set.of("completion/complete", "logging/setLevel", "resources/subscribe", "resources/unsubscribe");
    private static final int NAME_LENGTH_MAX = 4096;

    private final Door door;
    private final SelfService self;
    private final OwnTools own;
    private final Catalogues catalogues;
    private final Connections connections;
    private final Throttle throttle;
    private final Timers timers;
    private final DoorLimits limits;
    private final Time time;

    /** What it works with. */
    record Parts(
            Door door,
            SelfService self,
            Catalogues catalogues,
            Connections connections,
            Throttle throttle,
            Timers timers,
            DoorLimits limits,
            Time time) {}

    Serving(Parts parts) {
        this.door = parts.door();
        this.self = parts.self();
        this.own = new OwnTools(parts.self(), parts.limits().hold());
        this.catalogues = parts.catalogues();
        this.connections = parts.connections();
        this.throttle = parts.throttle();
        this.timers = parts.timers();
        this.limits = parts.limits();
        this.time = parts.time();
    }

    /** Whether it is decided on, and so may bring something before its response. */
    static boolean isCall(String method) {
        return CALLS.contains(method);
    }

    /** Returns when there is a response, whatever happened. */
    void serve(Asking asking) {
        try {
            dispatch(asking);
        } catch (Fault fault) {
            fail(asking, fault);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            asking.fail(Codes.TARGET_FAILED, "the server is stopping");
        } catch (RuntimeException bug) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "bug while serving `" + asking.request().method() + "`",
                    bug);
            asking.fail(Codes.INTERNAL, "internal error");
        }
        if (!asking.reply().ended()) {
            asking.fail(Codes.TARGET_FAILED, "the target gave no answer");
        }
    }

    private static void fail(Asking asking, Fault fault) {
        int code =
                switch (fault.code()) {
                    case INVALID, NOT_FOUND, CONFLICT -> Codes.INVALID_PARAMS;
                    case EXHAUSTED -> Codes.LIMITED;
                    case UNAVAILABLE -> Codes.TARGET_FAILED;
                    case INTERNAL -> Codes.INTERNAL;
                };
        asking.fail(code, String.valueOf(fault.getMessage()));
    }

    private void dispatch(Asking asking) throws InterruptedException {
        String method = asking.request().method();
        if (CALLS.contains(method)) {
            perform(asking);
        } else if (Listing.isList(method)) {
            list(asking);
        } else if (method.equals("completion/complete")
                || (asking.era() == Era.SESSION && SESSION_RELAYS.contains(method))) {
            relay(asking);
        } else {
            asking.fail(Codes.METHOD_NOT_FOUND, "this door does not pass this method");
        }
    }

    private void perform(Asking asking) throws InterruptedException {
        Optional<String> wrong = wrong(asking.request());
        if (wrong.isPresent()) {
            asking.fail(Codes.INVALID_PARAMS, wrong.get());
            return;
        }
        if (own.mine(asking.target(), asking.request())) {
            asking.answer(own.call(asking.caller(), asking.request()));
            return;
        }
        Call call = call(asking);
        if (throttle.holds(asking.caller().task(), call, time.now())) {
            asking.refuse(new Denials.Why(
                    "throttled",
                    List.of(),
                    "the same call was denied " + limits.denialsMax() + " times",
                    "Do not repeat this call; it is not looked at again for a while.",
                    -1));
            return;
        }
        switch (performed(asking, call)) {
            case Answer.Asked(var approval, var decision) -> asking.refuse(Denials.Why.pending(approval, decision));
            case Answer.Refused(var denial, var decision) -> {
                throttle.denied(asking.caller().task(), call, time.now());
                asking.refuse(Denials.Why.of(denial, decision));
            }
            case Answer.Acted(var outcome, var decision) -> {
                if (!asking.reply().ended()) {
                    asking.fail(Codes.TARGET_FAILED, outcome.detail().isEmpty() ? "no answer" : outcome.detail());
                }
            }
        }
    }

    /** Where a person is asked and answers soon, the agent need not know. */
    private Answer performed(Asking asking, Call call) throws InterruptedException {
        Answer answer = once(asking, call);
        if (answer instanceof Answer.Asked asked) {
            Approval.State said = self.await(asking.caller(), asked.approval().id(), limits.hold())
                    .state();
            boolean answered = said == Approval.State.ALLOWED || said == Approval.State.DENIED;
            return answered && !asking.stop().stopped() ? once(asking, call) : answer;
        }
        return answer;
    }

    private Answer once(Asking asking, Call call) throws InterruptedException {
        return door.perform(asking.caller(), call, new GovernedCall(asking, connections, timers, limits));
    }

    /** What is wrong with the parameters of a call, if anything is. */
    private static Optional<String> wrong(Message.Request request) {
        ObjectNode params = request.params();
        String member = request.method().equals("resources/read") ? "uri" : "name";
        JsonNode name = params.path(member);
        if (!name.isTextual() || name.textValue().isEmpty() || name.textValue().length() > NAME_LENGTH_MAX) {
            return Optional.of(
                    "expected `params." + member + "` to be a text of up to " + NAME_LENGTH_MAX + " characters");
        }
        if (params.has("arguments") && !params.get("arguments").isObject()) {
            return Optional.of("expected `params.arguments` to be an object");
        }
        return params.has("task")
                ? Optional.of("calls that go on as tasks of the target are not passed")
                : Optional.empty();
    }

    private Call call(Asking asking) {
        ObjectNode params = asking.request().params();
        String method = asking.request().method();
        ObjectNode input = params.get("arguments") instanceof ObjectNode given ? given : Json.object();
        Call call = new Call(asking.target().name(), method, HeaderCheck.nameOf(method, params), input);
        return new Call(call.target(), method, call.name(), input, catalogues.objection(call));
    }

    private void list(Asking asking) throws InterruptedException {
        List<String> visible = Listing.visibleTools(door, asking);
        String method = asking.request().method();
        boolean usable = Listing.visible(method, visible);
        if (!usable && asking.era() == Era.STATELESS) {
            asking.fail(Codes.METHOD_NOT_FOUND, "this task may use nothing of this kind here");
            return;
        }
        if (!usable) {
            asking.answer(
                    Listing.empty(method)); // Agents with sessions ask for what was not offered, and take errors ill.
            return;
        }
        ask(asking, response -> {
            if (!method.equals("tools/list")) {
                return response;
            }
            ArrayNode reviewed = Json.array();
            response.body().path("result").path("tools").forEach(tool -> {
                if (catalogues.shown(asking.target().name(), tool)) {
                    reviewed.add(tool);
                }
            });
            door.listed(asking.target().name(), reviewed);
            return Listing.filtered(response, tool -> visible.contains(name(tool)) && reviewed(asking, tool));
        });
    }

    private static String name(JsonNode tool) {
        return tool.path("name").asText("");
    }

    private boolean reviewed(Asking asking, JsonNode tool) {
        catalogues.heard(asking.target().name(), tool);
        return catalogues.shown(asking.target().name(), tool);
    }

    private void relay(Asking asking) throws InterruptedException {
        if (!Listing.visible(asking.request().method(), Listing.visibleTools(door, asking))) {
            asking.fail(Codes.METHOD_NOT_FOUND, "this task may not use this method");
            return;
        }
        if (asking.request().method().equals("logging/setLevel")) {
            asking.session().ifPresent(Session::hearLogs);
        }
        ask(asking, response -> response);
    }

    /** What is done to a response on its way. */
    private interface Shaping {
        Message.Response shape(Message.Response response);
    }

    private void ask(Asking asking, Shaping shaping) throws InterruptedException {
        Upstream upstream = upstream(asking);
        Timers.Timer timer = timers.after(limits.callTime(), () -> asking.stop().stop("it took too long"));
        try {
            upstream.call(
                    EraBridge.request(asking.request(), asking.era(), upstream.greeting()),
                    EraBridge.headers(asking, upstream.greeting()),
                    asking.stop(),
                    message -> {
                        if (message instanceof Message.Response response) {
                            asking.reply().end(shaping.shape(EraBridge.response(response, asking)));
                        }
                    });
        } finally {
            timer.cancel();
        }
    }

    /** The connection for what is no call. */
    Upstream upstream(Asking asking) throws InterruptedException {
        return connections.to(
                asking.wanted(),
                door.credential(asking.caller(), asking.target().name()));
    }
}
