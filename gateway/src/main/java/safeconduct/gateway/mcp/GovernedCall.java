package safeconduct.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import safeconduct.call.Act;
import safeconduct.call.Outcome;
import safeconduct.call.Outcome.Status;
import safeconduct.call.Permit;
import safeconduct.gateway.rows.RowCap;
import safeconduct.gateway.rpc.Codes;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.rpc.Failure;
import safeconduct.gateway.rpc.Id;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.rpc.Wire;
import safeconduct.gateway.upstream.Connections;
import safeconduct.gateway.upstream.Timers;
import safeconduct.gateway.upstream.Upstream;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.policy.Reason;

/** Forwards one allowed call and sends on what comes back, metered. For one call. */
final class GovernedCall implements Act {

    private final Asking asking;
    private final Connections connections;
    private final Timers timers;
    private final DoorLimits limits;
    private Outcome outcome = Outcome.of(Status.STOPPED, "no response");

    GovernedCall(Asking asking, Connections connections, Timers timers, DoorLimits limits) {
        this.asking = asking;
        this.connections = connections;
        this.timers = timers;
        this.limits = limits;
    }

    @Override
    public Outcome act(Permit permit) throws InterruptedException {
        Upstream upstream = connections.to(asking.wanted(), permit.credential());
        if (asking.stop().stopped()) {
            return stopped(permit);
        }
        if (!permit.leave()) {
            asking.refuse(why(Reason.TASK_NOT_ACTIVE, "the task ended before the call had left", permit));
            return Outcome.of(Status.SUPPRESSED, "the task is not active any more");
        }
        permit.whenStopped(() -> asking.stop().stop("the task was stopped"));
        Timers.Timer timer = timers.after(limits.callTime(), () -> asking.stop().stop("the call took too long"));
        try {
            Message.Request request = EraBridge.request(asking.request(), asking.era(), upstream.greeting());
            boolean answered = upstream.call(
                    request,
                    EraBridge.headers(asking, upstream.greeting()),
                    asking.stop(),
                    message -> receive(message, upstream, permit));
            return answered ? outcome : stopped(permit);
        } finally {
            timer.cancel();
            asking.session().ifPresent(session -> session.forget(this));
        }
    }

    private Outcome stopped(Permit permit) {
        if (!asking.reply().ended()) {
            asking.refuse(new Denials.Why(
                    "stopped",
                    List.of(),
                    "the call was stopped: " + asking.stop().why(),
                    "",
                    permit.decision()));
        }
        return outcome.status() == Status.CAPPED
                ? outcome
                : Outcome.of(Status.STOPPED, asking.stop().why());
    }

    private void receive(Message message, Upstream upstream, Permit permit) throws InterruptedException {
        switch (message) {
            case Message.Response response -> finish(EraBridge.response(response, asking), permit);
            case Message.Notification said -> event(said, permit);
            case Message.Request asked -> question(asked, upstream, permit);
            case Message.Invalid invalid -> throw new Fault(Fault.Code.UNAVAILABLE, invalid.why());
        }
    }

    /** Of what a target says before its result, only what belongs to this call goes on. */
    private void event(Message.Notification said, Permit permit) {
        boolean known =
                said.method().equals("notifications/progress") || said.method().equals("notifications/message");
        if (known && admitted(said.wire(), permit)) {
            asking.reply().event(said.wire());
        }
    }

    private boolean admitted(Wire wire, Permit permit) {
        if (asking.reply().ended()) {
            return false;
        }
        if (permit.admit(wire.length())) {
            return true;
        }
        if (permit.bytesLeft() < wire.length()) {
            exhausted("the budget of bytes is used up before the result", permit);
            asking.stop().stop("the budget of bytes is used up");
        } else {
            asking.stop().stop("the task was stopped");
        }
        return false;
    }

    /** A question of the target to the agent goes on only inside this call, to an agent that said it can answer it. */
    private void question(Message.Request asked, Upstream upstream, Permit permit) throws InterruptedException {
        if (asked.method().equals("ping")) {
            upstream.send(
                    Message.Response.of(asked.id(), "result", Json.object()).wire());
            return;
        }
        Optional<Session> able = asking.session()
                .filter(session -> session.can(asked.method()) && asking.reply().live());
        boolean sent = able.isPresent() && admitted(asked.wire(), permit) && put(able.get(), asked, upstream);
        if (!sent) {
            upstream.send(Failure.of(Codes.METHOD_NOT_FOUND, "the agent cannot be asked this here")
                    .to(asked.id())
                    .wire());
        }
    }

    private boolean put(Session session, Message.Request asked, Upstream upstream) {
        Optional<Id> ours = session.ask(new Session.Question(upstream, asked.id(), this));
        ours.ifPresent(id -> asking.reply().event(asked.as(id).wire()));
        return ours.isPresent();
    }

    private void finish(Message.Response response, Permit permit) {
        if (response.failed()) {
            pass(response, permit, Outcome.of(Status.FAILED, "error " + response.code()));
            return;
        }
        ObjectNode result = response.result().orElseThrow();
        String type = result.path("resultType").asText("complete");
        boolean passable = type.equals("complete") || (type.equals("input_required") && asking.era() == Era.STATELESS);
        if (!passable) {
            asking.fail(Codes.TARGET_FAILED, "the target answered with a result of a type that is not passed on");
            outcome = Outcome.of(Status.FAILED, "a result of an unknown type");
            return;
        }
        Outcome whole = result.path("isError").asBoolean(false)
                ? Outcome.of(Status.FAILED, "the tool says that it failed")
                : type.equals("complete") ? Outcome.done() : Outcome.of(Status.DONE, "it asks for more");
        switch (RowCap.find(result, permit.tool().rows())) {
            case RowCap.Found.None none -> pass(response, permit, whole);
            case RowCap.Found.Unreadable unreadable ->
                exhausted("the rows of the result cannot be counted, so none is passed on", permit);
            case RowCap.Found.Rows(var cap) -> rows(response, cap, permit, whole);
        }
    }

    /** As many rows as both budgets hold. What is not sent does not count. */
    private void rows(Message.Response response, RowCap cap, Permit permit, Outcome whole) {
        int fitting = (int) Math.min(cap.count(), permit.rowsLeft());
        while (fitting > 0 && size(response, cap, fitting) > permit.bytesLeft()) {
            fitting = fitting / 2;
        }
        int kept = permit.admitRows(fitting);
        if (kept == cap.count()) {
            pass(response, permit, whole);
            return;
        }
        Message.Response cut = Message.Response.of(response.id(), "result", cap.first(kept));
        pass(cut, permit, Outcome.of(Status.CAPPED, kept + " of " + cap.count() + " rows"));
    }

    private static long size(Message.Response response, RowCap cap, int rows) {
        return rows == cap.count()
                ? response.wire().length()
                : Message.Response.of(response.id(), "result", cap.first(rows))
                        .wire()
                        .length();
    }

    private void pass(Message.Response response, Permit permit, Outcome then) {
        if (permit.admit(response.wire().length())) {
            outcome = then;
            permit.saw(response.body());
            asking.reply().end(response);
        } else if (permit.bytesLeft() < response.wire().length()) {
            exhausted("the result is larger than what is left of the budget of bytes", permit);
        } else {
            asking.stop().stop("the task was stopped");
            outcome = stopped(permit);
        }
    }

    private void exhausted(String explanation, Permit permit) {
        outcome = Outcome.of(Status.CAPPED, explanation);
        asking.refuse(why(Reason.BUDGET_EXHAUSTED, explanation, permit));
    }

    private static Denials.Why why(Reason reason, String explanation, Permit permit) {
        return new Denials.Why(reason.code(), List.of(), explanation, reason.next(), permit.decision());
    }
}
