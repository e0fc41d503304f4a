package safeconduct.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safeconduct.call.Door;
import safeconduct.gateway.reply.EventStream;
import safeconduct.gateway.reply.WholeReply;
import safeconduct.gateway.rpc.Codes;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.rpc.Failure;
import safeconduct.gateway.rpc.Id;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.upstream.Stop;
import safeconduct.gateway.upstream.Timers;
import safeconduct.gateway.upstream.Upstream;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.web.Request;
import safeconduct.web.Response;

/** Agents that speak with sessions: 2025-06-18 and 2025-11-25. */
final class SessionEra {

    private static final System.Logger LOG = System.getLogger(SessionEra.class.getName());
    private static final String SESSION = "mcp-session-id";
    private static final String VERSION = "mcp-protocol-version";

    private final Door door;
    private final Sessions sessions;
    private final InFlight inFlight;
    private final Serving serving;
    private final Responding responding;

    SessionEra(Door door, Sessions sessions, InFlight inFlight, Serving serving, Responding responding) {
        this.door = door;
        this.sessions = sessions;
        this.inFlight = inFlight;
        this.serving = serving;
        this.responding = responding;
    }

    /** What a request without a good session gets. */
    private sealed interface Membership {
        record In(Session session) implements Membership {}

        record Out(Response response) implements Membership {}
    }

    private Membership membership(McpDoor.Visit visit) {
        Request http = visit.http();
        Optional<String> id = http.headers().only(SESSION);
        if (id.isEmpty()) {
            return out(400, "expected header `Mcp-Session-Id`, as `initialize` gave it");
        }
        Optional<Session> session =
                sessions.find(id.get(), visit.caller(), visit.target().name());
        if (session.isEmpty()) {
            return out(404, "no such session");
        }
        Optional<String> version = http.headers().only(VERSION);
        if (version.isPresent() && !version.get().equals(session.get().version())) {
            return out(400, "header `MCP-Protocol-Version` is not what this session speaks");
        }
        return new Membership.In(session.get());
    }

    private static Membership out(int status, String why) {
        return new Membership.Out(Responding.failure(status, Failure.of(Codes.INVALID_REQUEST, why)));
    }

    Response request(McpDoor.Visit visit, Message.Request request) {
        if (request.method().equals("initialize")) {
            return initialize(visit, request);
        }
        return switch (membership(visit)) {
            case Membership.Out(var response) -> response;
            case Membership.In(var session)
            when request.method().equals("ping") -> Responding.answer(request, Json.object());
            case Membership.In(var session) ->
                responding.respond(
                        new Responding.Understood(visit, request, Era.SESSION, Map.of(), Optional.of(session)));
        };
    }

    private Response initialize(McpDoor.Visit visit, Message.Request request) {
        if (visit.http().headers().first(SESSION).isPresent()) {
            return Responding.failure(400, Failure.of(Codes.INVALID_REQUEST, "`initialize` inside a session"), request);
        }
        ObjectNode params = request.params();
        if (!params.path("protocolVersion").isTextual()
                || !params.path("capabilities").isObject()) {
            return Responding.failure(
                    400, Failure.of(Codes.INVALID_PARAMS, "expected `protocolVersion` and `capabilities`"), request);
        }
        String asked = params.path("protocolVersion").textValue();
        String version = Era.SESSION_VERSIONS.contains(asked) ? asked : Era.SESSION_VERSIONS.getFirst();
        Session.Hello hello = new Session.Hello(version, (ObjectNode) params.get("capabilities"));
        try {
            return greeted(visit, request, hello);
        } catch (Fault fault) {
            LOG.log(System.Logger.Level.DEBUG, "no session could be opened", fault);
            boolean full = fault.code() == Fault.Code.EXHAUSTED;
            Failure failure =
                    Failure.of(full ? Codes.LIMITED : Codes.TARGET_FAILED, String.valueOf(fault.getMessage()));
            return Responding.failure(full ? 429 : 502, failure, request);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new Fault(Fault.Code.UNAVAILABLE, "the server is stopping", hurried);
        }
    }

    private Response greeted(McpDoor.Visit visit, Message.Request request, Session.Hello hello)
            throws InterruptedException {
        Session session = sessions.open(visit.caller(), visit.target().name(), hello);
        boolean open = false;
        try {
            Upstream upstream = serving.upstream(asking(visit, request, session, new Stop()));
            List<String> visible =
                    door.visibleTools(visit.caller(), visit.target().name());
            ObjectNode result =
                    Offer.initialized(session.version(), visit.target().name().value(), upstream.greeting(), visible);
            open = true;
            return Responding.answer(request, result).with("Mcp-Session-Id", session.id());
        } finally {
            if (!open) {
                sessions.close(session);
            }
        }
    }

    private static Asking asking(McpDoor.Visit visit, Message.Request request, Session session, Stop stop) {
        return new Responding.Understood(visit, request, Era.SESSION, Map.of(), Optional.of(session))
                .asking(new WholeReply(Era.SESSION, false), stop);
    }

    /** Cancels, or is for the target's ears; what nobody knows is taken and dropped. */
    Response notification(McpDoor.Visit visit, Message.Notification said) {
        return switch (membership(visit)) {
            case Membership.Out(var response) -> response;
            case Membership.In(var session) -> {
                if (said.method().equals("notifications/cancelled")) {
                    Optional.ofNullable(said.params().get("requestId"))
                            .flatMap(Id::read)
                            .ifPresent(id -> inFlight.cancel(session, id, said.wire()));
                }
                yield Response.of(202);
            }
        };
    }

    /** The agent's answer to a question that a call of this session has put to it, and to no other. */
    Response answer(McpDoor.Visit visit, Message.Response answer) {
        return switch (membership(visit)) {
            case Membership.Out(var response) -> response;
            case Membership.In(var session) -> {
                Optional<Session.Question> question = session.answered(answer.id());
                if (question.isEmpty()) {
                    yield Responding.failure(400, Failure.of(Codes.INVALID_REQUEST, "nothing was asked under this id"));
                }
                yield pass(question.get(), answer);
            }
        };
    }

    private static Response pass(Session.Question question, Message.Response answer) {
        try {
            question.upstream().send(answer.as(question.id()).wire());
            return Response.of(202);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new Fault(Fault.Code.UNAVAILABLE, "the server is stopping", hurried);
        }
    }

    /** The stream of what concerns no call: that lists or resources have changed. */
    Response get(McpDoor.Visit visit) {
        if (!Responding.accepts(visit.http(), EventStream.TYPE)) {
            return Responding.failure(406, Failure.of(Codes.INVALID_REQUEST, "expected to accept `text/event-stream`"));
        }
        return switch (membership(visit)) {
            case Membership.Out(var response) -> response;
            case Membership.In(var session)
            when !session.listen() ->
                Responding.failure(409, Failure.of(Codes.INVALID_REQUEST, "this session has its stream already"));
            case Membership.In(var session) ->
                Response.stream(200, EventStream.TYPE, out -> {
                            Stop stop = new Stop();
                            Timers.Timer timer = responding.pulse().limit(stop);
                            session.end().whenStopped(() -> stop.stop("the session has ended"));
                            EventStream stream =
                                    new EventStream(out, responding.pulse(), () -> stop.stop("the agent has gone"));
                            try {
                                listen(visit, session, stream.begin(), stop);
                            } finally {
                                timer.cancel();
                                stream.close();
                                session.deaf();
                            }
                        })
                        .with("cache-control", "no-store");
        };
    }

    private void listen(McpDoor.Visit visit, Session session, EventStream stream, Stop stop) {
        Message.Request none = new Message.Request(Message.NOTHING, Id.of(0), "listen", Json.object());
        try {
            Upstream upstream = serving.upstream(asking(visit, none, session, stop));
            Outside.listen(upstream, stop, said -> stream.event(said.wire()));
        } catch (Fault fault) {
            LOG.log(System.Logger.Level.DEBUG, "a target cannot be listened to", fault);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    Response delete(McpDoor.Visit visit) {
        return switch (membership(visit)) {
            case Membership.Out(var response) -> response;
            case Membership.In(var session) -> {
                sessions.close(session);
                yield Response.of(204);
            }
        };
    }
}
