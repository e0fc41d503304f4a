package safeconduct.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import safeconduct.catalog.Tool.ResultShape;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.gateway.check.Catalogues;
import safeconduct.gateway.upstream.Limits;
import safeconduct.kernel.Background;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Json;
import safeconduct.kernel.Time;
import safeconduct.web.HelidonEngine;
import safeconduct.web.Listener;
import safeconduct.web.OriginCheck;
import safeconduct.web.Problems;
import safeconduct.web.Routes;

/** A door on a real HTTP server, before a target that does what the test says. */
final class World implements AutoCloseable {

    static final DoorLimits DOOR = new DoorLimits(
            64 * 1024,
            3,
            4,
            100,
            10,
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMillis(200),
            3,
            Duration.ofMinutes(1),
            Duration.ofMillis(300));
    static final Limits TARGET = new Limits(256 * 1024, Duration.ofSeconds(4), Duration.ofSeconds(20), 3, 32);

    final FakeDoor door = new FakeDoor();
    final FakeTarget target = new FakeTarget();
    /** What was reviewed of the target {@code db}; empty when nobody has kept it. */
    volatile Optional<List<ToolDescription>> reviewed = Optional.empty();
    /** Codes of what was found. */
    final List<String> found = new CopyOnWriteArrayList<>();

    private final Catalogues catalogues = new Catalogues(target -> reviewed, (target, code, text) -> found.add(code));
    final McpDoor mcp;
    final HttpClient http = HttpClient.newHttpClient();
    private final Background background = new Background(name -> {
        throw new IllegalStateException(name);
    });
    private final HelidonEngine engine;

    World() {
        this(TARGET);
    }

    /** For targets that are programs of their own: a busy machine takes its time to start them. */
    static World patient() {
        return new World(new Limits(256 * 1024, Duration.ofMinutes(2), Duration.ofSeconds(60), 3, 32));
    }

    private World(Limits targetLimits) {
        door.add("db", target.connection(), ResultShape.JSON_ARRAY_TEXT, "query");
        mcp = new McpDoor(
                new McpDoor.Parts(
                        door, door.self, catalogues, new Callers(), Ids.system(), Time.system(), DOOR, targetLimits),
                background);
        Routes routes = Routes.none()
                .with("POST", "/mcp/{target}", mcp)
                .with("GET", "/mcp/{target}", mcp)
                .with("DELETE", "/mcp/{target}", mcp);
        engine = HelidonEngine.start(
                new Listener(InetAddress.getLoopbackAddress(), 0, java.util.Optional.empty(), Listener.Limits.DEFAULTS),
                new Problems(new OriginCheck(routes, Set.of(), Set.of())));
    }

    URI url(String name) {
        return URI.create("http://127.0.0.1:" + engine.port() + "/mcp/" + name);
    }

    /** What came back, read whole. */
    record Got(int status, Map<String, String> headers, String body) {
        JsonNode json() {
            return Json.parse(body);
        }

        JsonNode result() {
            return json().path("result");
        }

        JsonNode error() {
            return json().path("error");
        }
    }

    HttpRequest.Builder request(String target, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(Map.of(
                "content-type",
                "application/json",
                "accept",
                "application/json, text/event-stream",
                Callers.HEADER,
                "1"));
        all.putAll(headers);
        HttpRequest.Builder builder = HttpRequest.newBuilder(url(target)).timeout(Duration.ofSeconds(30));
        all.forEach((name, value) -> {
            if (!value.isEmpty()) {
                builder.header(name, value);
            }
        });
        return builder;
    }

    Got post(String body, Map<String, String> headers) throws Exception {
        return got(http.send(
                request("db", headers)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
    }

    HttpResponse<InputStream> stream(String body, Map<String, String> headers) throws Exception {
        return http.send(
                request("db", headers)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    Got verb(String verb, Map<String, String> headers) throws Exception {
        return got(http.send(
                request("db", headers)
                        .method(verb, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
    }

    static Got got(HttpResponse<String> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        return new Got(response.statusCode(), headers, response.body());
    }

    /** Opens a session, and gives the headers that belong to it. */
    Map<String, String> session(String capabilities, int task) throws Exception {
        Got got = post(
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":"
                        + capabilities + ",\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}",
                Map.of(Callers.HEADER, Integer.toString(task)));
        if (got.status() != 200) {
            throw new IllegalStateException(got.toString());
        }
        return Map.of(
                "mcp-session-id",
                got.headers().get("mcp-session-id"),
                "mcp-protocol-version",
                "2025-11-25",
                Callers.HEADER,
                Integer.toString(task));
    }

    Map<String, String> session() throws Exception {
        return session("{}", 1);
    }

    static String call(String id, String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}";
    }

    static final String META =
            "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";

    static Map<String, String> stateless(String method, String name) {
        Map<String, String> headers = new HashMap<>(Map.of("mcp-protocol-version", "2026-07-28", "mcp-method", method));
        if (!name.isEmpty()) {
            headers.put("mcp-name", name);
        }
        return headers;
    }

    /** Waits for something to become true, with a bound. */
    static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not happen in time");
            }
            Time.system().sleep(Duration.ofMillis(10));
        }
    }

    @Override
    public void close() {
        mcp.close();
        engine.close();
        http.shutdownNow();
        background.close();
        target.close();
    }
}
