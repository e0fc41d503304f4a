package safeconduct.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import safeconduct.gateway.reply.EventStream;
import safeconduct.gateway.reply.Reply;
import safeconduct.gateway.reply.WholeReply;
import safeconduct.gateway.rpc.Codes;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.rpc.Failure;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.upstream.Stop;
import safeconduct.gateway.upstream.Timers;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.web.Request;
import safeconduct.web.Response;

/** Turns one request into one HTTP response: whole, or a stream where the agent waits for more than the result. */
record Responding(Serving serving, InFlight inFlight, EventStream.Pulse pulse) {

    private static final System.Logger LOG = System.getLogger(Responding.class.getName());

    /** A request that was understood. */
    record Understood(
            McpDoor.Visit visit,
            Message.Request request,
            Era era,
            Map<String, String> headers,
            Optional<Session> session) {

        Asking asking(Reply reply, Stop stop) {
            return new Asking(visit.caller(), visit.target(), request, era, headers, session, stop, reply);
        }
    }

    /** A JSON-RPC error that answers no request. */
    static Response failure(int status, Failure failure) {
        return Response.bytes(
                status, "application/json", Json.text(failure.withoutId()).getBytes(StandardCharsets.UTF_8));
    }

    static Response failure(int status, Failure failure, Message.Request request) {
        return Response.bytes(
                status, "application/json", failure.to(request.id()).wire().bytes());
    }

    /** Whether the agent takes this type; who says nothing takes everything. */
    static boolean accepts(Request http, String type) {
        String all = String.join(",", http.headers().all("accept")).toLowerCase(Locale.ROOT);
        String group = type.substring(0, type.indexOf('/')) + "/*";
        return all.isEmpty() || all.contains(type) || all.contains("*/*") || all.contains(group);
    }

    Response respond(Understood understood) {
        return admitted(understood, ticket -> {
            boolean events = accepts(understood.visit().http(), EventStream.TYPE);
            return events && wantsStream(understood)
                    ? streamed(understood, ticket, reply -> serving.serve(understood.asking(reply, ticket.stop())))
                    : whole(understood, ticket, events);
        });
    }

    /** A stream that lasts until somebody ends it. */
    Response listen(Understood understood, Subscriptions subscriptions) {
        return admitted(
                understood,
                ticket -> streamed(understood, ticket, stream -> {
                    Timers.Timer timer = pulse.limit(ticket.stop());
                    try {
                        subscriptions.serve(understood.asking(stream, ticket.stop()), stream);
                    } finally {
                        timer.cancel();
                    }
                }));
    }

    private Response admitted(Understood understood, Function<InFlight.Ticket, Response> then) {
        try {
            return then.apply(inFlight.enter(
                    understood.visit().caller().task(),
                    understood.session(),
                    understood.request().id(),
                    new Stop()));
        } catch (Fault full) {
            int code = full.code() == Fault.Code.EXHAUSTED ? Codes.LIMITED : Codes.INVALID_REQUEST;
            int status = full.code() == Fault.Code.EXHAUSTED ? 429 : 400;
            return failure(status, Failure.of(code, String.valueOf(full.getMessage())), understood.request());
        }
    }

    private Response whole(Understood understood, InFlight.Ticket ticket, boolean events) {
        WholeReply reply = new WholeReply(understood.era(), events);
        try (ticket) {
            serving.serve(understood.asking(reply, ticket.stop()));
        }
        return reply.response();
    }

    /** The agent of a session that loses its stream has not cancelled; without sessions it has. */
    private Response streamed(Understood understood, InFlight.Ticket ticket, Consumer<EventStream> work) {
        Runnable whenGone = understood.era() == Era.STATELESS
                ? () -> ticket.stop().stop("the agent has gone")
                : () -> LOG.log(System.Logger.Level.DEBUG, "an agent has lost the stream of a call, which goes on");
        return Response.stream(200, EventStream.TYPE, out -> {
                    EventStream reply = new EventStream(out, pulse, whenGone).begin();
                    try (ticket) {
                        work.accept(reply);
                    } finally {
                        reply.close();
                    }
                })
                .with("cache-control", "no-store");
    }

    /** Whether something may come before the response that the agent asked for or could answer. */
    private static boolean wantsStream(Understood understood) {
        if (!Serving.isCall(understood.request().method())) {
            return false;
        }
        boolean progress = understood.request().progressToken().isPresent();
        boolean logs = understood.request().params().path("_meta").has(Era.META_LOG_LEVEL);
        return progress
                || logs
                || understood.session().filter(Session::wantsStreams).isPresent();
    }

    /** A result that we make ourselves. */
    static Response answer(Message.Request request, ObjectNode result) {
        return Response.bytes(
                200,
                "application/json",
                Message.Response.of(request.id(), "result", result).wire().bytes());
    }
}
