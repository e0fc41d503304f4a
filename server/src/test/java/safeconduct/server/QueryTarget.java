package safeconduct.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import safeconduct.kernel.Json;

/**
 * An MCP server over HTTP with the tool {@code query}, which works in PostgreSQL with the login that stands in its request,
 * and keeps that connection open: so it outlives the server that a test kills.
 */
final class QueryTarget implements AutoCloseable {

    /** A login that was shown, and the connection that it opened. */
    record Login(String user, String password, Connection connection) {}

    final Map<String, Login> logins = new ConcurrentHashMap<>();
    final List<String> queries = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    QueryTarget() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mcp", this::serve);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        JsonNode message = body.length == 0 ? Json.object() : Json.parse(body);
        switch (message.path("method").asText()) {
            case "initialize" ->
                result(
                        exchange,
                        message,
                        "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"shop\",\"version\":\"1\"}}");
            case "tools/list" ->
                result(
                        exchange,
                        message,
                        "{\"tools\":[{\"name\":\"query\",\"inputSchema\":{\"type\":\"object\"}},{\"name\":\"drop\",\"inputSchema\":{\"type\":\"object\"}}]}");
            case "tools/call" -> result(exchange, message, Json.text(called(exchange, message)));
            case "notifications/initialized" -> send(exchange, 202, "");
            case "" -> send(exchange, 405, "");
            default ->
                send(
                        exchange,
                        200,
                        "{\"jsonrpc\":\"2.0\",\"id\":" + message.get("id")
                                + ",\"error\":{\"code\":-32601,\"message\":\"no\"}}");
        }
    }

    private ObjectNode called(HttpExchange exchange, JsonNode message) {
        String sql = message.at("/params/arguments/sql").asText();
        queries.add(sql);
        ObjectNode result = Json.object();
        ObjectNode content = result.putArray("content").addObject().put("type", "text");
        try {
            content.put("text", Json.text(rows(login(exchange).connection(), sql)));
        } catch (SQLException refused) {
            content.put("text", refused.getMessage());
            result.put("isError", true);
        }
        return result;
    }

    private Login login(HttpExchange exchange) throws SQLException {
        String user = exchange.getRequestHeaders().getFirst("X-Shop-User");
        Login known = logins.get(user);
        if (known == null) {
            String password = exchange.getRequestHeaders().getFirst("X-Shop-Password");
            known = new Login(user, password, ShopDatabase.POSTGRES.connect("shop", user, password, Map.of()));
            logins.put(user, known);
        }
        return known;
    }

    private static ArrayNode rows(Connection connection, String sql) throws SQLException {
        ArrayNode rows = Json.array();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                ObjectNode row = rows.addObject();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(result.getMetaData().getColumnLabel(i), result.getString(i));
                }
            }
        }
        return rows;
    }

    private static void result(HttpExchange exchange, JsonNode message, String result) throws IOException {
        send(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":" + message.get("id") + ",\"result\":" + result + "}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() throws SQLException {
        server.stop(0);
        for (Login login : logins.values()) {
            login.connection().close();
        }
    }
}
