package safeconduct.gateway.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.call.Outcome;

class StatelessEraTest {

    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":\"c-1\",\"method\":\"tools/call\",\"params\":{"
            + World.META + ",\"name\":\"query\",\"arguments\":{ \"a\" : 1.50 }}}";

    private final World world = new World();

    @BeforeEach
    void statelessTarget() {
        world.target.stateless();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static String list(String method) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + World.META + "}}";
    }

    @Test
    void discoversForItself() throws Exception {
        World.Got got = world.post(list("server/discover"), World.stateless("server/discover", ""));
        assertEquals(
                "[\"2026-07-28\",\"2025-11-25\",\"2025-06-18\"]",
                got.result().path("supportedVersions").toString());
        assertEquals("{\"tools\":{}}", got.result().path("capabilities").toString());
        assertEquals("private", got.result().path("cacheScope").asText());
        assertEquals("complete", got.result().path("resultType").asText());
    }

    @Test
    void forwardsACallByteForByteWithItsHeaders() throws Exception {
        World.Got got = world.post(CALL, World.stateless("tools/call", "query"));
        assertEquals("hello", got.result().path("content").get(0).path("text").asText());
        FakeTarget.Heard heard = world.target.heard("tools/call").getFirst();
        assertEquals(CALL, heard.body());
        assertEquals("tools/call", heard.headers().get("mcp-method"));
        assertEquals("query", heard.headers().get("mcp-name"));
        assertEquals("2026-07-28", heard.headers().get("mcp-protocol-version"));
    }

    @Test
    void keepsAFilteredListFromSharedCaches() throws Exception {
        World.Got got = world.post(list("tools/list"), World.stateless("tools/list", ""));
        assertEquals("[{\"name\":\"query\"}]", got.result().path("tools").toString());
        assertEquals("private", got.result().path("cacheScope").asText());
        assertEquals(1000, got.result().path("ttlMs").asInt());
    }

    record Row(String name, String body, Map<String, String> headers, int status, int code) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> headers = new HashMap<>(World.stateless("tools/call", "query"));
        headers.put(name, value);
        return headers;
    }

    static Stream<Row> disagreements() {
        String noCapabilities = CALL.replace(",\"io.modelcontextprotocol/clientCapabilities\":{}", "");
        return Stream.of(
                new Row("another method in the header", CALL, with("mcp-method", "tools/list"), 400, -32020),
                new Row("no method in the header", CALL, with("mcp-method", ""), 400, -32020),
                new Row("the method in another case", CALL, with("mcp-method", "Tools/Call"), 400, -32020),
                new Row("another name in the header", CALL, with("mcp-name", "other"), 400, -32020),
                new Row("no name in the header", CALL, with("mcp-name", ""), 400, -32020),
                new Row("the name in another case", CALL, with("mcp-name", "QUERY"), 400, -32020),
                new Row("another name in base64", CALL, with("mcp-name", "=?base64?b3RoZXI=?="), 400, -32020),
                new Row("broken base64", CALL, with("mcp-name", "=?base64?!!?="), 400, -32020),
                new Row("bytes that are no text", CALL, with("mcp-name", "=?base64?/w==?="), 400, -32020),
                new Row("no version in the header", CALL, with("mcp-protocol-version", ""), 400, -32020),
                new Row(
                        "a name where none is named",
                        list("tools/list"),
                        Map.of("mcp-protocol-version", "2026-07-28", "mcp-method", "tools/list", "mcp-name", "x"),
                        400,
                        -32020),
                new Row(
                        "another version in the body",
                        CALL.replace("2026-07-28", "2027-01-01"),
                        World.stateless("tools/call", "query"),
                        400,
                        -32020),
                new Row(
                        "a version that nobody knows",
                        CALL.replace("2026-07-28", "2027-01-01"),
                        with("mcp-protocol-version", "2027-01-01"),
                        400,
                        -32022),
                new Row(
                        "no meta",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"query\"}}",
                        World.stateless("tools/call", "query"),
                        400,
                        -32602),
                new Row("no capabilities", noCapabilities, World.stateless("tools/call", "query"), 400, -32602),
                new Row(
                        "capabilities that are a text",
                        CALL.replace("clientCapabilities\":{}", "clientCapabilities\":\"\""),
                        World.stateless("tools/call", "query"),
                        400,
                        -32602),
                new Row("a method of the other era", list("ping"), World.stateless("ping", ""), 404, -32601),
                new Row(
                        "a log level of the other era",
                        list("logging/setLevel"),
                        World.stateless("logging/setLevel", ""),
                        404,
                        -32601),
                new Row("a method of nobody", list("tools/evil"), World.stateless("tools/evil", ""), 404, -32601),
                new Row(
                        "the greeting of the other era",
                        list("initialize"),
                        World.stateless("initialize", ""),
                        404,
                        -32601),
                new Row(
                        "resources that the task may not read",
                        list("resources/list"),
                        World.stateless("resources/list", ""),
                        404,
                        -32601),
                new Row("a task of a target", list("tasks/get"), World.stateless("tasks/get", ""), 404, -32601),
                new Row(
                        "a call without name",
                        CALL.replace("\"name\":\"query\",", ""),
                        World.stateless("tools/call", ""),
                        400,
                        -32020),
                new Row(
                        "arguments in an array",
                        CALL.replace("{ \"a\" : 1.50 }", "[]"),
                        World.stateless("tools/call", "query"),
                        200,
                        -32602),
                new Row(
                        "a name in another case",
                        CALL.replace("\"name\"", "\"Name\""),
                        World.stateless("tools/call", "query"),
                        400,
                        -32600));
    }

    @ParameterizedTest
    @MethodSource("disagreements")
    void refusesWhatDisagrees(Row row) throws Exception {
        World.Got got = world.post(row.body(), row.headers());
        assertEquals(row.status(), got.status(), got.body());
        assertEquals(row.code(), got.error().path("code").asInt(), got.body());
        assertEquals(0, world.door.decided.size());
        assertEquals(0, world.target.heard("tools/call").size());
    }

    static Stream<String> names() {
        return Stream.of(
                "QUERY",
                "Query",
                " query",
                "query ",
                "qu\u0435ry",
                "\uff51uery",
                "que\u200bry",
                "query\u0000",
                "q\u0301uery",
                "\u202equery",
                "query/../query",
                "db__query",
                "qu\u00adery",
                "query\ufe0f");
    }

    @ParameterizedTest
    @MethodSource("names")
    void takesATrickInANameForAnotherTool(String name) throws Exception {
        String json = safeconduct.kernel.Json.text(name);
        String encoded = "=?base64?"
                + java.util.Base64.getEncoder().encodeToString(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + "?=";
        World.Got got = world.post(CALL.replace("\"query\"", json), World.stateless("tools/call", encoded));
        assertEquals(
                "tool_not_in_envelope",
                got.result().path("structuredContent").path("code").asText(),
                got.body());
        assertEquals(0, world.target.heard("tools/call").size());
    }

    @Test
    void saysWhichVersionsThereAre() throws Exception {
        World.Got got =
                world.post(CALL.replace("2026-07-28", "2027-01-01"), with("mcp-protocol-version", "2027-01-01"));
        assertEquals(
                "{\"supported\":[\"2026-07-28\",\"2025-11-25\",\"2025-06-18\"],\"requested\":\"2027-01-01\"}",
                got.error().path("data").toString());
    }

    @Test
    void knowsNeitherGetNorDelete() throws Exception {
        assertEquals(405, world.verb("GET", World.stateless("x", "")).status());
        assertEquals(405, world.verb("DELETE", World.stateless("x", "")).status());
    }

    @Test
    void refusesABodyThatIsTooLargeOrOfAnotherType() throws Exception {
        assertEquals(
                413,
                world.post(
                                CALL.replace("1.50", "\"" + "x".repeat(70_000) + "\""),
                                World.stateless("tools/call", "query"))
                        .status());
        assertEquals(415, world.post(CALL, with("content-type", "text/plain")).status());
        assertEquals(406, world.post(CALL, with("accept", "text/html")).status());
        assertEquals(0, world.door.decided.size());
    }

    @Test
    void marksADenialAsComplete() throws Exception {
        World.Got got = world.post(CALL.replace("\"query\"", "\"other\""), World.stateless("tools/call", "other"));
        assertEquals("complete", got.result().path("resultType").asText());
        assertTrue(got.result().path("isError").asBoolean());
    }

    @Test
    void passesAQuestionOfTheTargetOnAsResult() throws Exception {
        world.target.on(
                "tools/call",
                (m, t) -> t.result(
                        m.get("id"),
                        "{\"resultType\":\"input_required\",\"requestState\":\"s\",\"inputRequests\":{}}"));
        World.Got got = world.post(CALL, World.stateless("tools/call", "query"));
        assertEquals("s", got.result().path("requestState").asText());
        assertEquals(Outcome.Status.DONE, world.door.outcomes.getFirst().status());
    }

    @Test
    void givesAnErrorOfTheTargetItsStatus() throws Exception {
        world.target.on(
                "tools/call",
                (m, t) -> t.json(
                        400,
                        "{\"jsonrpc\":\"2.0\",\"id\":" + m.get("id")
                                + ",\"error\":{\"code\":-32021,\"message\":\"no\",\"data\":{\"requiredCapabilities\":{}}}}"));
        World.Got got = world.post(CALL, World.stateless("tools/call", "query"));
        assertEquals(400, got.status());
        assertEquals(-32021, got.error().path("code").asInt());
    }

    @Test
    void stopsTheTargetWhenTheAgentHasGone() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        world.target.on("tools/call", (m, t) -> {
            try {
                for (int i = 0; i < 100_000; i++) {
                    t.event(": still here");
                    begun.countDown();
                    safeconduct.kernel.Time.system().sleep(java.time.Duration.ofMillis(20));
                }
            } finally {
                gone.countDown();
            }
        });
        var stream = world.stream(
                CALL.replace("\"_meta\":{", "\"_meta\":{\"progressToken\":1,"), World.stateless("tools/call", "query"));
        assertTrue(begun.await(10, TimeUnit.SECONDS));
        stream.body().close();
        assertTrue(gone.await(10, TimeUnit.SECONDS));
        World.until(() -> !world.door.outcomes.isEmpty());
        assertEquals(Outcome.Status.STOPPED, world.door.outcomes.getFirst().status());
    }

    @Test
    void letsNotMoreThanSoManyCallsOfATaskThroughAtOnce() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        world.target.on("tools/call", (m, t) -> {
            release.await(20, TimeUnit.SECONDS);
            t.result(m.get("id"), "{\"resultType\":\"complete\",\"content\":[]}");
        });
        var running =
                new java.util.ArrayList<java.util.concurrent.CompletableFuture<java.net.http.HttpResponse<String>>>();
        for (int i = 0; i < World.DOOR.callsMax(); i++) {
            running.add(world.http.sendAsync(
                    world.request("db", World.stateless("tools/call", "query"))
                            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(CALL))
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString()));
        }
        World.until(() -> world.mcp.open().requests() == World.DOOR.callsMax());
        World.Got got = world.post(CALL, World.stateless("tools/call", "query"));
        assertEquals(429, got.status());
        assertEquals(-32005, got.error().path("code").asInt());
        release.countDown();
        for (var each : running) {
            assertEquals(200, each.get(10, TimeUnit.SECONDS).statusCode());
        }
    }

    /** The four ways in which the eras of an agent and a target can meet. */
    record Meeting(boolean agentStateless, boolean targetStateless) {}

    static Stream<Meeting> meetings() {
        return Stream.of(
                new Meeting(true, true), new Meeting(true, false), new Meeting(false, true), new Meeting(false, false));
    }

    @ParameterizedTest
    @MethodSource("meetings")
    void bringsTheErasTogether(Meeting meeting) throws Exception {
        try (World mixed = new World()) {
            if (meeting.targetStateless()) {
                mixed.target.stateless();
            }
            String arguments = "\"arguments\":{ \"a\" : 1.50 }";
            World.Got listed;
            World.Got called;
            if (meeting.agentStateless()) {
                listed = mixed.post(list("tools/list"), World.stateless("tools/list", ""));
                called = mixed.post(CALL, World.stateless("tools/call", "query"));
                assertEquals("complete", called.result().path("resultType").asText());
                assertEquals("private", listed.result().path("cacheScope").asText());
                assertTrue(listed.result().has("ttlMs"));
            } else {
                Map<String, String> session = mixed.session();
                listed = mixed.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}", session);
                called = mixed.post(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"query\","
                                + arguments + "}}",
                        session);
            }
            assertEquals(1, listed.result().path("tools").size(), listed.body());
            assertEquals(
                    "hello", called.result().path("content").get(0).path("text").asText(), called.body());
            assertFalse(called.body().contains("error"));
            assertSaid(meeting, mixed.target.heard("tools/call").getFirst(), arguments);
        }
    }

    private static void assertSaid(Meeting meeting, FakeTarget.Heard heard, String arguments) {
        assertTrue(heard.body().contains(arguments), heard.body());
        boolean meta = heard.body().contains("\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"");
        assertEquals(meeting.targetStateless() || meeting.agentStateless(), meta);
        assertEquals(meeting.targetStateless() ? "query" : null, heard.headers().get("mcp-name"));
    }
}
