package safeconduct.gateway.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import safeconduct.catalog.Target.Connection.Http;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.rpc.Messages;
import safeconduct.gateway.rpc.Wire;
import safeconduct.grant.Credential;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * Requests to one target with the task's credential.
 *
 * @param credential asked for each request, so that it is the one of now
 */
record HttpWire(HttpClient client, Http place, Supplier<Optional<Credential>> credential) {

    private static final System.Logger LOG = System.getLogger(HttpWire.class.getName());
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /** What the protocol says with each request is not the configuration's to say. */
    private static final Set<String> OURS = Set.of(
            "content-type",
            "accept",
            "mcp-session-id",
            "mcp-protocol-version",
            "mcp-method",
            "mcp-name",
            "last-event-id");

    HttpRequest.Builder request(Wire message, Map<String, String> headers) {
        return common(headers)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.bytes()));
    }

    HttpRequest.Builder get(Map<String, String> headers) {
        return common(headers).header("Accept", "text/event-stream").GET();
    }

    /** Says goodbye, and does not wait for an answer. */
    void delete(Map<String, String> headers) {
        try {
            var _ = client.sendAsync(
                            common(headers).timeout(FAREWELL).DELETE().build(), HttpResponse.BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> LOG.log(
                            System.Logger.Level.DEBUG,
                            failure == null
                                    ? "ended the session at a target"
                                    : "could not end the session at a target"));
        } catch (Fault unfilled) {
            LOG.log(System.Logger.Level.DEBUG, "could not end the session at a target", unfilled);
        }
    }

    private HttpRequest.Builder common(Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(place.url());
        place.headers().forEach((name, value) -> {
            if (!OURS.contains(name.toLowerCase(Locale.ROOT))) {
                set(request, name, Placeholders.fill(value, credential.get()));
            }
        });
        headers.forEach((name, value) -> set(request, name, value));
        return request;
    }

    private static void set(HttpRequest.Builder request, String name, String value) {
        try {
            request.setHeader(name, value);
        } catch (IllegalArgumentException malformed) {
            // Its message would quote the value; the name is enough.
            Fault fault = new Fault(Fault.Code.INVALID, "the header `" + name + "` cannot be sent to the target");
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "refused the header " + name + " as " + malformed.getClass().getName());
            throw fault;
        }
    }

    /** The answer's head, with the body to come; empty when it was stopped. */
    Optional<HttpResponse<InputStream>> send(HttpRequest.Builder request, Stop stop) throws InterruptedException {
        if (stop.stopped()) {
            return Optional.empty();
        }
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        stop.whenStopped(() -> answer.cancel(true));
        try {
            return Optional.of(answer.get());
        } catch (CancellationException stopped) {
            LOG.log(System.Logger.Level.DEBUG, "stopped waiting for a target", stopped);
            return Optional.empty();
        } catch (ExecutionException failed) {
            if (stop.stopped()) {
                return Optional.empty();
            }
            throw new Fault(Fault.Code.UNAVAILABLE, "the target cannot be reached", failed);
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            throw interrupted;
        }
    }

    static boolean isEvents(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }

    static Message message(String event) {
        return Messages.fromTarget(event.getBytes(StandardCharsets.UTF_8));
    }

    /** The error of a refusal, also of one that answers no id. */
    static Optional<ObjectNode> error(byte[] body) {
        try {
            JsonNode error = Json.parse(body).path("error");
            boolean whole = error.path("code").isInt() && error.path("message").isTextual();
            return whole && error instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (Fault malformed) {
            LOG.log(System.Logger.Level.DEBUG, "a refusal without JSON", malformed);
            return Optional.empty();
        }
    }

    static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException broken) {
            LOG.log(System.Logger.Level.DEBUG, "closing what a target sends", broken);
        }
    }
}
