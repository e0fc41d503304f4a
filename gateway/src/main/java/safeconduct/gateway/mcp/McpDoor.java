package safeconduct.gateway.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import safeconduct.call.Door;
import safeconduct.call.SelfService;
import safeconduct.caller.Caller;
import safeconduct.caller.TaskId;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.gateway.check.Catalogues;
import safeconduct.gateway.reply.EventStream;
import safeconduct.gateway.rpc.Codes;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.rpc.Failure;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.rpc.Messages;
import safeconduct.gateway.upstream.Connections;
import safeconduct.gateway.upstream.Connector;
import safeconduct.gateway.upstream.Limits;
import safeconduct.gateway.upstream.Timers;
import safeconduct.kernel.Background;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Json;
import safeconduct.kernel.Time;
import safeconduct.web.Handler;
import safeconduct.web.Rejection;
import safeconduct.web.Request;
import safeconduct.web.Response;

/**
 * The MCP endpoint of one target, {@code /mcp/{target}}: POST, GET and DELETE. Speaks 2025-06-18, 2025-11-25 and
 * 2026-07-28 with agents, and whatever the target speaks with the target. Thread-safe.
 *
 * <p>Expects a decorator above that answers {@link Rejection} and {@link Fault}, and one that checks the origin.
 */
public final class McpDoor implements Handler, AutoCloseable {

    private final CallerSource callers;
    private final Door door;
    private final DoorLimits limits;
    private final Sessions sessions;
    private final InFlight inFlight;
    private final Connections connections;
    private final Connector connector;
    private final Throttle throttle;
    private final SessionEra sessionEra;
    private final StatelessEra statelessEra;

    /** What the door works with. */
    public record Parts(
            Door door,
            SelfService self,
            Catalogues catalogues,
            CallerSource callers,
            Ids ids,
            Time time,
            DoorLimits limits,
            Limits targetLimits) {}

    public McpDoor(Parts parts, Background background) {
        this.callers = parts.callers();
        this.door = parts.door();
        this.limits = parts.limits();
        Timers timers = new Timers(parts.time(), background);
        this.sessions = new Sessions(parts.ids(), limits.sessionsMax());
        this.inFlight = new InFlight(limits);
        this.connector = new Connector(parts.targetLimits(), timers, background);
        this.connections = new Connections(connector, limits.connectionsMax());
        this.throttle = new Throttle(limits);
        Serving serving = new Serving(new Serving.Parts(
                door, parts.self(), parts.catalogues(), connections, throttle, timers, limits, parts.time()));
        EventStream.Pulse pulse = new EventStream.Pulse(timers, background, limits.keepAlive(), limits.streamTime());
        Responding responding = new Responding(serving, inFlight, pulse);
        this.sessionEra = new SessionEra(door, sessions, inFlight, serving, responding);
        this.statelessEra = new StatelessEra(door, serving, responding);
    }

    @Override
    public Response handle(Request request) {
        return switch (callers.caller(request)) {
            case CallerSource.Claim.Challenged(var response) -> response;
            case CallerSource.Claim.Verified(var caller) -> serve(request, caller);
        };
    }

    /** One request by a known caller, at a target that the task may use. */
    record Visit(Request http, Caller caller, Target target) {}

    private Response serve(Request request, Caller caller) {
        Optional<Target> target = target(request, caller);
        if (target.isEmpty()) {
            return Responding.failure(403, Failure.of(Codes.DENIED, "the task may not use this target"))
                    .with("www-authenticate", "Bearer error=\"insufficient_scope\"");
        }
        Visit visit = new Visit(request, caller, target.get());
        return switch (request.method()) {
            case "POST" -> post(visit);
            case "GET" -> stateless(request) ? notAllowed("POST") : sessionEra.get(visit);
            case "DELETE" -> stateless(request) ? notAllowed("POST") : sessionEra.delete(visit);
            default -> notAllowed("GET, POST, DELETE");
        };
    }

    /** The target that is meant; empty for one that the task may not use, and for one that does not exist. */
    private Optional<Target> target(Request request, Caller caller) {
        try {
            return Optional.of(door.target(caller, new TargetName(request.parameter("target"))));
        } catch (Fault fault) {
            if (fault.code() == Fault.Code.NOT_FOUND || fault.code() == Fault.Code.INVALID) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    private static boolean stateless(Request request) {
        return request.headers()
                .first("mcp-protocol-version")
                .filter(Era.STATELESS_VERSION::equals)
                .isPresent();
    }

    private static Response notAllowed(String allowed) {
        return Responding.failure(405, Failure.of(Codes.INVALID_REQUEST, "expected " + allowed))
                .with("allow", allowed);
    }

    private Response post(Visit visit) {
        Request http = visit.http();
        String type = http.headers().only("content-type").orElse("");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new Rejection(415, "expected content of type `application/json`");
        }
        if (!Responding.accepts(http, "application/json")) {
            throw new Rejection(406, "expected to accept `application/json` and `text/event-stream`");
        }
        return switch (Messages.fromAgent(body(http))) {
            case Message.Invalid invalid -> invalid(invalid);
            case Message.Request request when isStateless(http, request) -> statelessEra.request(visit, request);
            case Message.Request request -> sessionEra.request(visit, request);
            case Message.Notification said when stateless(http) -> Response.of(202);
            case Message.Notification said -> sessionEra.notification(visit, said);
            case Message.Response answer -> sessionEra.answer(visit, answer);
        };
    }

    /** Who greets, names an old version or none, speaks with sessions; everybody else without. */
    private static boolean isStateless(Request http, Message.Request request) {
        Optional<String> version = http.headers().first("mcp-protocol-version");
        boolean inBody = request.params().path("_meta").has(Era.META_VERSION);
        boolean old = version.isPresent() && Era.TARGET_SESSION_VERSIONS.contains(version.get());
        boolean greets = request.method().equals("initialize") && !(stateless(http) && inBody);
        return !greets && !old && (version.isPresent() || inBody);
    }

    private byte[] body(Request request) {
        byte[] bytes;
        try (var in = request.body().stream()) {
            bytes = in.readNBytes(limits.bodyBytesMax() + 1);
        } catch (java.io.IOException broken) {
            throw new Rejection(400, "the body ended early", broken);
        }
        if (bytes.length > limits.bodyBytesMax()) {
            throw new Rejection(413, "the body is larger than " + limits.bodyBytesMax() + " bytes");
        }
        return bytes;
    }

    private static Response invalid(Message.Invalid invalid) {
        Failure failure = Failure.of(invalid.code(), invalid.why());
        return invalid.id()
                .map(id -> Response.bytes(
                        400, "application/json", failure.to(id).wire().bytes()))
                .orElseGet(() -> Response.bytes(
                        400, "application/json", Json.text(failure.withoutId()).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Tears down what a task has here: streams, sessions, connections, children. Returns when its children are gone.
     * Idempotent.
     */
    public void taskEnded(TaskId task) {
        inFlight.end(task);
        sessions.end(task);
        connections.end(task);
        throttle.forget(task);
    }

    /** How much is open now; for metrics. */
    public record Open(int requests, int sessions, int connections) {}

    public Open open() {
        return new Open(inFlight.count(), sessions.count(), connections.count());
    }

    /** Closes every connection to a target, and ends every child. The background is its owner's to close. */
    @Override
    public void close() {
        connections.close();
        connector.close();
    }
}
