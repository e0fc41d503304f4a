package safeconduct.gateway.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import safeconduct.gateway.rpc.Era;
import safeconduct.gateway.rpc.Id;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.rpc.Wire;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * One task's connection to one target, whatever it speaks. Where agents of a task share a session or a pipe, ids are
 * rewritten on the way there and restored on the way back; to a stateless target by HTTP a request goes byte for byte.
 * Thread-safe.
 */
public final class Upstream implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Upstream.class.getName());

    private final Transport transport;
    private final Handshake handshake;
    private final boolean shared;
    private final AtomicLong ids = new AtomicLong(1);
    private volatile Greeting greeting;

    private Upstream(Transport transport, Handshake handshake, Greeting greeting, boolean pipe) {
        this.transport = transport;
        this.handshake = handshake;
        this.greeting = greeting;
        this.shared = pipe || greeting.era() == Era.SESSION;
    }

    /** Greets the target; on a failure the transport is closed. */
    static Upstream greet(Transport transport, Handshake handshake, Era wish) throws InterruptedException {
        boolean whole = false;
        try {
            Greeting greeting = handshake.with(wish);
            transport.greeted();
            whole = true;
            return new Upstream(transport, handshake, greeting, transport instanceof StdioTransport);
        } finally {
            if (!whole) {
                transport.close();
            }
        }
    }

    public Greeting greeting() {
        return greeting;
    }

    /** Whether it can still be used; another connection is needed when not. */
    public boolean open() {
        return transport.open();
    }

    /**
     * Sends a request and hands over what comes back, the response last, if there is one.
     *
     * @param headers of the stateless era, that the door has checked against the body
     * @return whether there was a response; not when it was stopped, which the target has been told
     * @throws Fault UNAVAILABLE when the target cannot be reached, breaks off, or answers nonsense
     */
    public boolean call(Message.Request request, Map<String, String> headers, Stop stop, Receiver in)
            throws InterruptedException {
        Transport.Ended ended = attempt(request, headers, stop, in);
        if (ended == Transport.Ended.SESSION_LOST) {
            greeting = handshake.with(Era.SESSION);
            ended = attempt(request, headers, stop, in);
        }
        if (ended == Transport.Ended.SESSION_LOST) {
            throw new Fault(Fault.Code.UNAVAILABLE, "the target has lost its session");
        }
        return ended == Transport.Ended.ANSWERED;
    }

    private Transport.Ended attempt(Message.Request request, Map<String, String> headers, Stop stop, Receiver in)
            throws InterruptedException {
        Message.Request sent = shared ? request.as(Id.of(ids.getAndIncrement())) : request;
        AtomicBoolean answered = new AtomicBoolean();
        Transport.Ended ended = transport.exchange(sent, with(headers), stop, message -> {
            if (message instanceof Message.Response response) {
                answered.set(true);
                in.receive(shared ? response.as(request.id()) : response);
            } else {
                in.receive(message);
            }
        });
        if (ended == Transport.Ended.STOPPED && !answered.get()) {
            cancel(sent.id(), stop);
        }
        return ended;
    }

    /** Tells a target to stop; over stateless HTTP the end of the stream has told it already. */
    private void cancel(Id id, Stop stop) throws InterruptedException {
        if (!shared || !transport.open()) {
            return;
        }
        ObjectNode ours = Json.object().put("jsonrpc", "2.0").put("method", "notifications/cancelled");
        ours.putObject("params").put("reason", stop.why());
        Wire notice = stop.notice().orElseGet(() -> Wire.of(Json.text(ours)));
        try {
            transport.send(notice.with(List.of("params", "requestId"), id.json()), with(Map.of()));
        } catch (Fault gone) {
            LOG.log(System.Logger.Level.DEBUG, "a target could not be told to stop", gone);
        }
    }

    /** Sends a notification, or a response to a request of the target. */
    public void send(Wire message) throws InterruptedException {
        transport.send(message, with(Map.of()));
    }

    /** Hands over what the target says outside any call; returns when it is stopped or there is no more. */
    public void listen(Stop stop, Receiver in) throws InterruptedException {
        transport.listen(with(Map.of()), stop, in);
    }

    private Map<String, String> with(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(greeting.era() == Era.STATELESS ? headers : Map.of());
        all.put("MCP-Protocol-Version", greeting.version());
        return all;
    }

    @Override
    public void close() {
        transport.close();
    }
}
