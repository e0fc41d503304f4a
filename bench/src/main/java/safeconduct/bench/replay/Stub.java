package safeconduct.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import safeconduct.kernel.Json;

/** An MCP server on loopback that answers a call with what was recorded for it, and nothing else. */
final class Stub implements AutoCloseable {

    private final HttpServer server;
    private final JsonNode tools;
    private volatile Program.Answer next = new Program.Answer("", false);
    private volatile boolean reached;

    Stub(JsonNode tools) throws IOException {
        this.tools = tools;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mcp", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    }

    /** What the next call is answered with. */
    void answer(Program.Answer answer) {
        next = answer;
        reached = false;
    }

    /** Whether the call has come through. */
    boolean reached() {
        return reached;
    }

    private void serve(HttpExchange exchange) throws IOException {
        JsonNode request = Json.parse(exchange.getRequestBody().readAllBytes());
        ObjectNode response = Json.object().put("jsonrpc", "2.0");
        response.set("id", request.path("id"));
        switch (request.path("method").asText()) {
            case "server/discover" -> {
                ObjectNode result = complete(response);
                result.putArray("supportedVersions").add("2026-07-28");
                result.putObject("capabilities").putObject("tools");
                result.put("ttlMs", 1000).put("cacheScope", "public");
            }
            case "tools/list" -> {
                ObjectNode result = complete(response);
                result.put("ttlMs", 1000).put("cacheScope", "public").set("tools", tools);
            }
            case "tools/call" -> {
                reached = true;
                Program.Answer answer = next;
                ObjectNode result = complete(response);
                result.putArray("content").addObject().put("type", "text").put("text", answer.text());
                result.put("isError", answer.error());
            }
            default -> response.putObject("error").put("code", -32601).put("message", "no");
        }
        byte[] bytes = Json.text(response).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(response.has("error") ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static ObjectNode complete(ObjectNode response) {
        return response.putObject("result").put("resultType", "complete");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
