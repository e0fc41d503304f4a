package safeconduct.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import safeconduct.catalog.Target;
import safeconduct.kernel.Json;

/** An MCP server over HTTP that does what a test says, and keeps what it has heard. */
final class FakeTarget implements AutoCloseable {

    /** What it heard: the bytes, as text, and the headers, names in lower case. */
    record Heard(String verb, Map<String, String> headers, String body) {
        JsonNode json() {
            return body.isEmpty() ? Json.object() : Json.parse(body);
        }
    }

    /** Answers one message. */
    interface Script {
        void answer(ObjectNode message, Talk talk) throws IOException, InterruptedException;
    }

    /** One HTTP exchange. */
    static final class Talk {
        private final HttpExchange exchange;
        private OutputStream stream;

        Talk(HttpExchange exchange) {
            this.exchange = exchange;
        }

        void json(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        void result(JsonNode id, String result) throws IOException {
            json(200, "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}");
        }

        Talk header(String name, String value) {
            exchange.getResponseHeaders().set(name, value);
            return this;
        }

        void event(String lines) throws IOException {
            if (stream == null) {
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 0);
                stream = exchange.getResponseBody();
            }
            stream.write((lines + "\n\n").getBytes(StandardCharsets.UTF_8));
            stream.flush();
        }

        void close() {
            exchange.close();
        }
    }

    final List<Heard> heard = new CopyOnWriteArrayList<>();
    final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final HttpServer server;

    /** Speaks 2025-11-25 with a session, and has the tools {@code query} and {@code other}. */
    FakeTarget() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mcp", this::serve);
        server.start();
        on(
                "initialize",
                (message, talk) -> talk.header("Mcp-Session-Id", "theirs-1")
                        .result(
                                message.get("id"),
                                "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{\"listChanged\":true},\"resources\":{\"subscribe\":true},\"prompts\":{},\"logging\":{},\"experimental\":{\"x\":{}}},\"serverInfo\":{\"name\":\"fake\",\"version\":\"1\"},\"instructions\":\"be"
                                    + " good\"}"));
        on(
                "server/discover",
                (message, talk) -> talk.json(
                        400,
                        "{\"jsonrpc\":\"2.0\",\"id\":" + message.get("id")
                                + ",\"error\":{\"code\":-32601,\"message\":\"no\"}}"));
        on("notifications/initialized", (message, talk) -> talk.json(202, ""));
        on("notifications/cancelled", (message, talk) -> talk.json(202, ""));
        on(
                "tools/list",
                (message, talk) -> talk.result(
                        message.get("id"),
                        "{\"x-more\":1.50,\"tools\":[{\"name\":\"query\",\"x-unknown\":{\"a\":1.0},\"inputSchema\":{\"type\":\"object\"}},{\"name\":\"other\",\"inputSchema\":{\"type\":\"object\"}}]}"));
        on(
                "tools/call",
                (message, talk) ->
                        talk.result(message.get("id"), "{\"content\":[{\"type\":\"text\",\"text\":\"hello\"}]}"));
        on("GET", (message, talk) -> talk.json(405, ""));
        on("DELETE", (message, talk) -> talk.json(200, ""));
    }

    /** Speaks 2026-07-28 alone. */
    FakeTarget stateless() {
        on(
                "initialize",
                (message, talk) -> talk.json(
                        404,
                        "{\"jsonrpc\":\"2.0\",\"id\":" + message.get("id")
                                + ",\"error\":{\"code\":-32601,\"message\":\"no\"}}"));
        on(
                "server/discover",
                (message, talk) -> talk.result(
                        message.get("id"),
                        "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{}},\"ttlMs\":1000,\"cacheScope\":\"public\"}"));
        on(
                "tools/list",
                (message, talk) -> talk.result(
                        message.get("id"),
                        "{\"resultType\":\"complete\",\"ttlMs\":1000,\"cacheScope\":\"public\",\"tools\":[{\"name\":\"query\"},{\"name\":\"other\"}]}"));
        on(
                "tools/call",
                (message, talk) -> talk.result(
                        message.get("id"),
                        "{\"resultType\":\"complete\",\"content\":[{\"type\":\"text\",\"text\":\"hello\"}]}"));
        return this;
    }

    void on(String method, Script script) {
        scripts.put(method, script);
    }

    Target.Connection.Http connection() {
        return new Target.Connection.Http(url(), Map.of());
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    }

    List<Heard> heard(String method) {
        return heard.stream()
                .filter(one -> one.json().path("method").asText().equals(method))
                .toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        heard.add(new Heard(exchange.getRequestMethod(), headers, body));
        ObjectNode message = body.isEmpty() ? Json.object() : Json.parseObject(body);
        String method = message.path("method").asText(body.isEmpty() ? exchange.getRequestMethod() : "answer");
        Talk talk = new Talk(exchange);
        try {
            scripts.getOrDefault(method, (m, t) -> t.json(202, "")).answer(message, talk);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            talk.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
