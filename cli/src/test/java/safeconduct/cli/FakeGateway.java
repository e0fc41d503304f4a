package safeconduct.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import safeconduct.kernel.Json;
import safeconduct.web.Form;
import safeconduct.web.Headers;
import safeconduct.web.HelidonEngine;
import safeconduct.web.Listener;
import safeconduct.web.Problems;
import safeconduct.web.Request;
import safeconduct.web.Response;
import safeconduct.web.Routes;

/** Gives tokens and answers MCP like a server, without deciding anything; remembers what it was asked. */
final class FakeGateway implements AutoCloseable {

    final List<Map<String, List<String>>> exchanges = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<Headers> headers = new CopyOnWriteArrayList<>();
    volatile int lifeSeconds = 300;
    volatile String refusal = "";
    volatile boolean over;
    private final AtomicInteger tokens = new AtomicInteger();
    private final HelidonEngine engine;

    FakeGateway() {
        Routes routes = Routes.none()
                .with("POST", "/oauth/token", this::token)
                .with("POST", "/v1/self/end", this::self)
                .with("POST", "/v1/self/heartbeat", this::self)
                .with("POST", "/mcp/{target}", this::mcp)
                .with("DELETE", "/mcp/{target}", this::self);
        engine = HelidonEngine.start(Listener.loopback(0), new Problems(routes));
    }

    String url() {
        return "http://127.0.0.1:" + engine.port();
    }

    private Response token(Request request) {
        Form form = Form.parse(new String(request.body().bytes(), StandardCharsets.UTF_8));
        exchanges.add(form.fields());
        headers.add(request.headers());
        if (!refusal.isEmpty()) {
            return Response.bytes(400, "application/json", refusal.getBytes(StandardCharsets.UTF_8));
        }
        var answer = Json.object()
                .put("access_token", "token-" + tokens.incrementAndGet())
                .put("token_type", "DPoP")
                .put("expires_in", lifeSeconds);
        answer.putArray("authorization_details").addObject().put("task", "tsk_00000000000000000000000000");
        return Response.json(200, answer);
    }

    private Response self(Request request) {
        asked.add(request.method() + " " + request.path() + " "
                + new String(request.body().bytes(), StandardCharsets.UTF_8));
        headers.add(request.headers());
        return over ? taskOver() : Response.json(200, Json.object());
    }

    private static Response taskOver() {
        return Response.json(
                401,
                Json.object()
                        .put("error", "invalid_token")
                        .put("error_description", "the task of the token is over")
                        .put("reason", "task_over"));
    }

    private Response mcp(Request request) {
        String body = new String(request.body().bytes(), StandardCharsets.UTF_8);
        asked.add("POST " + request.path() + " " + body);
        headers.add(request.headers());
        if (over) {
            return taskOver();
        }
        JsonNode message = Json.parse(body);
        if (!message.has("id")) {
            return Response.of(202);
        }
        var answer = Json.object().put("jsonrpc", "2.0");
        answer.set("id", message.get("id"));
        if (message.path("method").asText().equals("initialize")) {
            answer.putObject("result").put("protocolVersion", "2025-11-25");
            return Response.json(200, answer).with("mcp-session-id", "s1");
        }
        if (message.path("method").asText().equals("refuse")) {
            return Problems.of(403, "forbidden", "not here");
        }
        answer.putObject("result").put("said", "yes");
        String events = ": hello\n\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}\n\ndata: "
                + Json.text(answer) + "\n\n";
        return Response.stream(200, "text/event-stream", out -> out.write(events.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        engine.close();
    }
}
