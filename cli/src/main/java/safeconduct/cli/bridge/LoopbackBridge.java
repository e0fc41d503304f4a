package safeconduct.cli.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import safeconduct.api.TaskClient;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Randomness;
import safeconduct.kernel.Time;
import safeconduct.web.BodyLimit;
import safeconduct.web.Handler;
import safeconduct.web.Headers;
import safeconduct.web.HelidonEngine;
import safeconduct.web.Listener;
import safeconduct.web.OriginCheck;
import safeconduct.web.Problems;
import safeconduct.web.Request;
import safeconduct.web.Response;

/**
 * A door on loopback for clients that can only be given a URL: passes each request on to the server, with the task's token
 * and a proof. The URL holds a handle that cannot be guessed; whoever has it acts in this one task, and only from here,
 * as long as this process lives.
 */
public final class LoopbackBridge implements AutoCloseable {

    private static final long BODY_BYTES_MAX = 16L << 20;
    private static final Set<String> PASSED_ON = Set.of(
            "accept",
            "content-type",
            "mcp-session-id",
            "mcp-protocol-version",
            "last-event-id",
            "mcp-method",
            "mcp-name");
    private static final Set<String> PASSED_BACK =
            Set.of("content-type", "mcp-session-id", "mcp-protocol-version", "retry-after", "cache-control");

    private final TaskClient session;
    private final String handle = Base64.getUrlEncoder().withoutPadding().encodeToString(Randomness.bytes(24));
    private final HelidonEngine engine;

    private LoopbackBridge(TaskClient session, Time time) {
        this.session = session;
        Handler checked = new OriginCheck(this::pass, Set.of(), Set.of());
        Handler limited = new BodyLimit(checked, BODY_BYTES_MAX, Duration.ofMinutes(1), time);
        this.engine = HelidonEngine.start(Listener.loopback(0), new Problems(limited));
    }

    public static LoopbackBridge start(TaskClient session, Time time) {
        return new LoopbackBridge(session, time);
    }

    /** Where a client finds the server's MCP endpoint of a target. */
    public URI url(String target) {
        return URI.create("http://127.0.0.1:" + engine.port() + "/" + handle + "/mcp/" + target);
    }

    private Response pass(Request request) {
        String prefix = "/" + handle + "/";
        if (!request.path().startsWith(prefix + "mcp/") || request.path().contains("..")) {
            return Problems.of(404, "not_found", "nothing is at this path");
        }
        URI uri = session.server().resolve(request.path().substring(prefix.length() - 1));
        byte[] body = request.body().bytes();
        try {
            HttpResponse<InputStream> answer = send(request, uri, body);
            if (session.wantsNonce(answer)) {
                try (InputStream refusal = answer.body()) {
                    refusal.transferTo(
                            OutputStream.nullOutputStream()); // Else the connection is closed under the next.
                }
                answer = send(request, uri, body);
            }
            return back(answer);
        } catch (IOException broken) {
            throw new Fault(Fault.Code.UNAVAILABLE, "no answer from the server: " + broken, broken);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new Fault(Fault.Code.UNAVAILABLE, "interrupted", asked);
        }
    }

    private HttpResponse<InputStream> send(Request request, URI uri, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                .method(
                        request.method(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        request.headers().fields().forEach((name, values) -> {
            if (PASSED_ON.contains(name)) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        session.authorize(builder, request.method(), uri);
        return session.http().send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static Response back(HttpResponse<InputStream> answer) {
        Headers headers = Headers.NONE;
        for (String name : PASSED_BACK) {
            for (String value : answer.headers().allValues(name)) {
                headers = headers.and(name, value);
            }
        }
        return new Response(answer.statusCode(), headers, true, out -> {
            try (InputStream in = answer.body()) {
                byte[] buffer = new byte[8192];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    out.write(buffer, 0, count);
                    out.flush(); // An event must not wait for the next one.
                }
            }
        });
    }

    @Override
    public void close() {
        engine.close();
    }
}
