package safeconduct.cli.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import safeconduct.api.TaskClient;
import safeconduct.kernel.Background;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * Carries MCP between a client on standard input and output, one message a line, and the server's endpoint of one target.
 * Messages pass as they are; requests run beside each other, so that a cancellation overtakes what it cancels.
 */
public final class StdioBridge {

    private static final int PARSE_ERROR = -32700;

    private final TaskClient session;
    private final URI endpoint;
    private final PrintStream out;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile Optional<String> sessionId = Optional.empty();
    private volatile Optional<String> protocol = Optional.empty();

    public StdioBridge(TaskClient session, String target, PrintStream out) {
        this.session = session;
        this.endpoint = session.server().resolve("/mcp/" + target);
        this.out = out;
    }

    /** Runs until the input ends, and every request that was read has been answered. */
    public void run(InputStream in, Background background) throws IOException, InterruptedException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank()) {
                continue;
            }
            Optional<JsonNode> read = message(line);
            if (read.isEmpty()) {
                say(error(NullNode.getInstance(), PARSE_ERROR, "expected one JSON-RPC message a line"));
                continue;
            }
            JsonNode message = read.get();
            boolean alone = "initialize".equals(message.path("method").asText());
            if (alone) {
                pass(line, message); // The others need the session that it opens.
                background.start("server messages", this::listen);
            } else {
                String text = line;
                Thread worker = background.start("message", () -> pass(text, message));
                running.add(worker);
                running.removeIf(thread -> !thread.isAlive());
            }
        }
        for (Thread thread : running) {
            thread.join();
        }
        leave();
    }

    private static Optional<JsonNode> message(String line) {
        try {
            return Optional.of(Json.parse(line)).filter(JsonNode::isObject);
        } catch (Fault malformed) {
            return Optional.empty();
        }
    }

    private void pass(String line, JsonNode message) throws InterruptedException {
        boolean request = message.has("id") && message.has("method");
        try {
            HttpResponse<InputStream> answer = post(line);
            try (InputStream body = answer.body()) {
                take(answer, body, request, message.path("id"));
            }
        } catch (IOException | Fault broken) {
            if (request) {
                String why = broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
                say(error(message.path("id"), "the gateway could not be reached: " + why));
            }
        }
    }

    private void take(HttpResponse<InputStream> answer, InputStream body, boolean request, JsonNode id)
            throws IOException {
        answer.headers().firstValue("mcp-session-id").ifPresent(value -> sessionId = Optional.of(value));
        if (answer.statusCode() / 100 == 2) {
            relay(answer, body);
        } else if (request) {
            ObjectNode problem = parsed(body.readAllBytes());
            say(problem.has("jsonrpc") ? Json.text(problem.set("id", id)) : error(id, detail(problem, answer)));
        }
    }

    private void relay(HttpResponse<InputStream> answer, InputStream body) throws IOException {
        String type = answer.headers().firstValue("content-type").orElse("");
        if (type.startsWith("text/event-stream")) {
            events(body);
        } else {
            byte[] whole = body.readAllBytes();
            if (whole.length > 0) {
                JsonNode message = Json.parse(whole);
                remember(message);
                say(Json.text(message));
            }
        }
    }

    private void events(InputStream body) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(line.substring(5).stripLeading());
            } else if (line.isEmpty() && !data.isEmpty()) {
                JsonNode message = Json.parse(data.toString());
                remember(message);
                say(Json.text(message));
                data.setLength(0);
            }
        }
    }

    /** The version that the two have agreed on is told with every later request. */
    private void remember(JsonNode message) {
        String version = message.at("/result/protocolVersion").asText();
        if (!version.isEmpty()) {
            protocol = Optional.of(version);
        }
    }

    /** What the server says by itself. A server without such a stream answers 405, and that is that. */
    private void listen() throws InterruptedException {
        try {
            HttpResponse<InputStream> answer = send("GET", HttpRequest.BodyPublishers.noBody());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == 200) {
                    events(body);
                }
            }
        } catch (IOException ended) {
            return; // The stream lives as long as the server wants it to.
        }
    }

    private void leave() throws InterruptedException {
        if (sessionId.isPresent()) {
            try {
                drain(send("DELETE", HttpRequest.BodyPublishers.noBody()));
            } catch (IOException gone) {
                return; // The end of the task ends the session as well.
            }
        }
    }

    private HttpResponse<InputStream> post(String line) throws IOException, InterruptedException {
        return send("POST", HttpRequest.BodyPublishers.ofString(line));
    }

    private HttpResponse<InputStream> send(String method, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = once(method, body);
        if (session.wantsNonce(answer)) {
            drain(answer);
            answer = once(method, body);
        }
        return answer;
    }

    /** Closed before its end, an answer takes the connection down with it, also under the next request. */
    private static void drain(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            body.transferTo(OutputStream.nullOutputStream());
        }
    }

    private HttpResponse<InputStream> once(String method, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .header("content-type", "application/json")
                .header("accept", method.equals("GET") ? "text/event-stream" : "application/json, text/event-stream")
                .method(method, body);
        sessionId.ifPresent(value -> request.header("mcp-session-id", value));
        protocol.ifPresent(value -> request.header("mcp-protocol-version", value));
        session.authorize(request, method, endpoint);
        return session.http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String detail(ObjectNode problem, HttpResponse<?> answer) {
        String fallback = "the gateway answers with status " + answer.statusCode();
        return problem.path("detail").asText(problem.path("error_description").asText(fallback));
    }

    private static ObjectNode parsed(byte[] body) {
        try {
            return Json.parseObject(body);
        } catch (Fault noJson) {
            return Json.object();
        }
    }

    private static String error(JsonNode id, String text) {
        return error(id, -32000, text);
    }

    private static String error(JsonNode id, int code, String text) {
        var message = Json.object().put("jsonrpc", "2.0");
        message.set("id", id);
        message.putObject("error").put("code", code).put("message", text);
        return Json.text(message);
    }

    private void say(String message) {
        synchronized (out) {
            out.println(message);
            out.flush();
        }
    }
}
