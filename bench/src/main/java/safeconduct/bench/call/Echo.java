package safeconduct.bench.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import safeconduct.kernel.Json;
import safeconduct.web.HelidonEngine;
import safeconduct.web.Listener;
import safeconduct.web.Response;

/** The target: an MCP server that answers each call of a tool with one short text, and remembers when the last one came. */
final class Echo implements AutoCloseable {

    private static final String INITIALIZED = "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
            + "\"serverInfo\":{\"name\":\"echo\",\"version\":\"1\"}}";
    private static final String TOOLS = "{\"tools\":[{\"name\":\"echo\",\"inputSchema\":{\"type\":\"object\"}}]}";
    private static final String SAID = "{\"content\":[{\"type\":\"text\",\"text\":\"hello\"}]}";

    /** By {@link System#nanoTime}. */
    final AtomicLong lastCall = new AtomicLong();

    private final HelidonEngine engine = HelidonEngine.start(
            Listener.loopback(0), request -> answer(request.body().bytes()));

    URI url() {
        return URI.create("http://127.0.0.1:" + engine.port() + "/mcp");
    }

    private Response answer(byte[] body) {
        if (body.length == 0) {
            return Response.of(405);
        }
        JsonNode message = Json.parse(body);
        return switch (message.path("method").asText()) {
            case "initialize" -> result(message, INITIALIZED);
            case "tools/list" -> result(message, TOOLS);
            case "tools/call" -> {
                lastCall.accumulateAndGet(System.nanoTime(), Math::max);
                yield result(message, SAID);
            }
            default -> Response.of(202);
        };
    }

    private static Response result(JsonNode message, String result) {
        String text = "{\"jsonrpc\":\"2.0\",\"id\":" + message.get("id") + ",\"result\":" + result + "}";
        return Response.bytes(200, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        engine.close();
    }
}
