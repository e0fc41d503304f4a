package safeconduct.gateway.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.rpc.Messages;
import safeconduct.gateway.rpc.Wire;
import safeconduct.kernel.Fault;

/**
 * Streamable HTTP. Keeps the target's session id to itself; sends what the configuration says with the grant filled in,
 * and nothing of what the agent sent in its headers.
 */
final class HttpTransport implements Transport {

    private static final System.Logger LOG = System.getLogger(HttpTransport.class.getName());
    private static final String SESSION = "Mcp-Session-Id";
    private static final String LAST_EVENT = "Last-Event-ID";
    private static final Duration RETRY_MAX = Duration.ofSeconds(30);
    private static final int SESSION_LENGTH_MAX = 512;

    private final HttpWire wire;
    private final Limits limits;
    private volatile Optional<String> session = Optional.empty();
    private volatile boolean open = true;

    HttpTransport(HttpWire wire, Limits limits) {
        this.wire = wire;
        this.limits = limits;
    }

    @Override
    public Ended exchange(Message.Request request, Map<String, String> headers, Stop stop, Receiver in)
            throws InterruptedException {
        HttpRequest.Builder post =
                wire.request(request.wire(), withSession(headers)).timeout(limits.answer());
        Optional<HttpResponse<InputStream>> answer = wire.send(post, stop);
        if (answer.isEmpty()) {
            return Ended.STOPPED;
        }
        try (InputStream body = answer.get().body()) {
            stop.whenStopped(() -> HttpWire.close(body));
            return read(new Exchange(request, headers, stop, in), answer.get(), body);
        } catch (IOException broken) {
            if (stop.stopped()) {
                return Ended.STOPPED;
            }
            throw new Fault(Fault.Code.UNAVAILABLE, "the target broke off", broken);
        }
    }

    private record Exchange(Message.Request request, Map<String, String> headers, Stop stop, Receiver in) {}

    private Ended read(Exchange exchange, HttpResponse<InputStream> answer, InputStream body)
            throws IOException, InterruptedException {
        int status = answer.statusCode();
        if (status == 404 && session.isPresent()) {
            session = Optional.empty();
            return Ended.SESSION_LOST;
        }
        String type = answer.headers().firstValue("content-type").orElse("");
        if (status == 200) {
            answer.headers().firstValue(SESSION).ifPresent(this::keep);
            return HttpWire.isEvents(type) ? events(exchange, body) : single(exchange, body);
        }
        return refused(exchange, status, type, body);
    }

    private void keep(String id) {
        boolean plain = id.length() <= SESSION_LENGTH_MAX && id.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        if (!plain) {
            throw new Fault(Fault.Code.UNAVAILABLE, "the target sent a malformed session id");
        }
        session = Optional.of(id);
    }

    private Ended single(Exchange exchange, InputStream body) throws IOException, InterruptedException {
        Message message = Messages.fromTarget(bounded(body));
        if (!delivered(exchange, message)) {
            throw new Fault(Fault.Code.UNAVAILABLE, "the target answered without a response");
        }
        return Ended.ANSWERED;
    }

    private Ended events(Exchange exchange, InputStream first) throws IOException, InterruptedException {
        Resume resume = new Resume();
        if (stream(exchange, first, resume)) {
            return Ended.ANSWERED;
        }
        for (int i = 0;
                i < limits.resumesMax()
                        && !resume.lastId.isEmpty()
                        && !exchange.stop().stopped();
                i++) {
            resume.await(exchange.stop());
            Map<String, String> headers = new HashMap<>(exchange.headers());
            headers.put(LAST_EVENT, resume.lastId);
            Optional<InputStream> more = open(headers, exchange.stop());
            if (more.isPresent()) {
                try (InputStream body = more.get()) {
                    exchange.stop().whenStopped(() -> HttpWire.close(body));
                    if (stream(exchange, body, resume)) {
                        return Ended.ANSWERED;
                    }
                }
            }
        }
        if (exchange.stop().stopped()) {
            return Ended.STOPPED;
        }
        throw new Fault(Fault.Code.UNAVAILABLE, "the target broke off before its response");
    }

    /** Where to go on when a stream ends before its response. */
    private static final class Resume {
        private String lastId = "";
        private Duration wait = Duration.ofMillis(500);

        void await(Stop stop) throws InterruptedException {
            CountDownLatch stopped = new CountDownLatch(1);
            stop.whenStopped(stopped::countDown);
            if (stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.DEBUG, "stopped before a stream was resumed");
            }
        }
    }

    private boolean stream(Exchange exchange, InputStream body, Resume resume)
            throws IOException, InterruptedException {
        SseReader events = new SseReader(body, limits.messageBytesMax());
        for (Optional<SseReader.Event> event = events.next(); event.isPresent(); event = events.next()) {
            if (!event.get().id().isEmpty()) {
                resume.lastId = event.get().id();
            }
            if (event.get().retry() >= 0) {
                Duration asked = Duration.ofMillis(event.get().retry());
                resume.wait = asked.compareTo(RETRY_MAX) < 0 ? asked : RETRY_MAX;
            }
            if (!event.get().data().isEmpty()
                    && delivered(exchange, HttpWire.message(event.get().data()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it was the response. */
    private static boolean delivered(Exchange exchange, Message message) throws InterruptedException {
        return switch (message) {
            case Message.Response response
            when !response.id().equals(exchange.request().id()) ->
                throw new Fault(
                        Fault.Code.UNAVAILABLE, "the target answered another request than the one it was asked");
            case Message.Response response -> {
                exchange.in().receive(response);
                yield true;
            }
            case Message.Request request -> {
                exchange.in().receive(request);
                yield false;
            }
            case Message.Notification notification -> {
                exchange.in().receive(notification);
                yield false;
            }
            case Message.Invalid invalid ->
                throw new Fault(Fault.Code.UNAVAILABLE, "the target sent a malformed message: " + invalid.why());
        };
    }

    private Ended refused(Exchange exchange, int status, String type, InputStream body)
            throws IOException, InterruptedException {
        if (status == 401 || status == 403) {
            throw new Fault(Fault.Code.UNAVAILABLE, "the target refused the credential of this task: HTTP " + status);
        }
        if (status >= 300 && status < 400) {
            throw new Fault(Fault.Code.UNAVAILABLE, "the target redirects, which is not followed: HTTP " + status);
        }
        Optional<ObjectNode> error =
                type.startsWith("application/json") ? HttpWire.error(bounded(body)) : Optional.empty();
        if (error.isEmpty()) {
            throw new Fault(Fault.Code.UNAVAILABLE, "the target answered HTTP " + status);
        }
        exchange.in().receive(Message.Response.of(exchange.request().id(), "error", error.get()));
        return Ended.ANSWERED;
    }

    private byte[] bounded(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(limits.messageBytesMax() + 1);
        if (bytes.length > limits.messageBytesMax()) {
            throw new Fault(Fault.Code.UNAVAILABLE, "the target sent more than " + limits.messageBytesMax() + " bytes");
        }
        return bytes;
    }

    @Override
    public void send(Wire message, Map<String, String> headers) throws InterruptedException {
        HttpRequest.Builder post = wire.request(message, withSession(headers)).timeout(limits.connect());
        Optional<HttpResponse<InputStream>> answer = wire.send(post, new Stop());
        answer.ifPresent(response -> HttpWire.close(response.body()));
        int status = answer.map(HttpResponse::statusCode).orElse(0);
        if (status < 200 || status >= 300) {
            throw new Fault(Fault.Code.UNAVAILABLE, "the target did not accept a message: HTTP " + status);
        }
    }

    @Override
    public void listen(Map<String, String> headers, Stop stop, Receiver in) throws InterruptedException {
        Optional<InputStream> stream = open(headers, stop);
        if (stream.isEmpty()) {
            return;
        }
        try (InputStream body = stream.get()) {
            stop.whenStopped(() -> HttpWire.close(body));
            SseReader events = new SseReader(body, limits.messageBytesMax());
            for (Optional<SseReader.Event> event = events.next(); event.isPresent(); event = events.next()) {
                if (!event.get().data().isEmpty()) {
                    in.receive(HttpWire.message(event.get().data()));
                }
            }
        } catch (IOException broken) {
            LOG.log(System.Logger.Level.DEBUG, "a stream of a target ended", broken);
        }
    }

    /** The stream of what the target says by itself, or of what it said before we lost it; empty when it has none. */
    private Optional<InputStream> open(Map<String, String> headers, Stop stop) throws InterruptedException {
        Optional<HttpResponse<InputStream>> answer = wire.send(wire.get(withSession(headers)), stop);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        String type = answer.get().headers().firstValue("content-type").orElse("");
        if (answer.get().statusCode() != 200 || !HttpWire.isEvents(type)) {
            HttpWire.close(answer.get().body());
            return Optional.empty();
        }
        return Optional.of(answer.get().body());
    }

    private Map<String, String> withSession(Map<String, String> headers) {
        if (session.isEmpty()) {
            return headers;
        }
        Map<String, String> all = new HashMap<>(headers);
        session.ifPresent(id -> all.put(SESSION, id));
        return all;
    }

    @Override
    public boolean open() {
        return open;
    }

    /** Ends the session at the target, if there is one; whether it minds is its matter. */
    @Override
    public void close() {
        open = false;
        Optional<String> ending = session;
        session = Optional.empty();
        ending.ifPresent(id -> wire.delete(Map.of(SESSION, id)));
    }
}
