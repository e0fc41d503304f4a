package safeconduct.gateway.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.call.Outcome;

class HostileTargetTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    record Row(String name, FakeTarget.Script script, String why) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> answers() {
        String good = ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"STOLEN\"}]}}";
        return Stream.of(
                new Row(
                        "another request",
                        (m, t) -> t.json(200, "{\"jsonrpc\":\"2.0\",\"id\":999" + good),
                        "another request"),
                new Row(
                        "another request in a stream",
                        (m, t) -> {
                            t.event("data: {\"jsonrpc\":\"2.0\",\"id\":999" + good);
                            t.close();
                        },
                        "another request"),
                new Row(
                        "the id as a text",
                        (m, t) -> t.json(200, "{\"jsonrpc\":\"2.0\",\"id\":\"" + m.get("id") + "\"" + good),
                        "another request"),
                new Row("no JSON", (m, t) -> t.json(200, "STOLEN"), "malformed"),
                new Row(
                        "duplicate names",
                        (m, t) -> t.json(
                                200,
                                "{\"jsonrpc\":\"2.0\",\"id\":" + m.get("id")
                                        + ",\"result\":{\"isError\":true,\"isError\":false,\"content\":\"STOLEN\"}}"),
                        "malformed"),
                new Row(
                        "a batch",
                        (m, t) -> t.json(200, "[{\"jsonrpc\":\"2.0\",\"id\":" + m.get("id") + good + "]"),
                        "malformed"),
                new Row(
                        "too much",
                        (m, t) -> t.json(
                                200,
                                "{\"jsonrpc\":\"2.0\",\"id\":" + m.get("id") + ",\"result\":{\"STOLEN\":\""
                                        + "x".repeat(300_000) + "\"}}"),
                        "more than"),
                new Row(
                        "too deep",
                        (m, t) -> t.json(
                                200,
                                "{\"jsonrpc\":\"2.0\",\"id\":" + m.get("id") + ",\"result\":{\"STOLEN\":"
                                        + "[".repeat(100) + "]".repeat(100) + "}}"),
                        "malformed"),
                new Row(
                        "an event without end",
                        (m, t) -> {
                            t.event("data: " + "x".repeat(300_000));
                            t.close();
                        },
                        "more than"),
                new Row(
                        "a stream without response",
                        (m, t) -> {
                            t.event("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\"}");
                            t.close();
                        },
                        "broke off"),
                new Row(
                        "a redirect",
                        (m, t) -> t.header("Location", "http://127.0.0.1:1/").json(307, ""),
                        "redirect"),
                new Row("a refusal of the credential", (m, t) -> t.json(401, ""), "credential"),
                new Row("an error without JSON", (m, t) -> t.json(500, "STOLEN"), "HTTP 500"),
                new Row("nothing", (m, t) -> t.json(202, ""), "HTTP 202"),
                new Row("a closed connection", (m, t) -> t.close(), "cannot be reached"),
                new Row(
                        "a task of its own",
                        (m, t) -> t.result(m.get("id"), "{\"resultType\":\"task\",\"taskId\":\"STOLEN\"}"),
                        "not passed on"),
                new Row(
                        "a question as result",
                        (m, t) -> t.result(
                                m.get("id"), "{\"resultType\":\"input_required\",\"requestState\":\"STOLEN\"}"),
                        "not passed on"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void isNotBelieved(Row row) throws Exception {
        world.target.on("tools/call", row.script());
        World.Got got = world.post(World.call("1", "query", "{}"), world.session());
        assertEquals(200, got.status());
        String body = got.body();
        assertTrue(body.contains("-32003"), body);
        assertTrue(body.contains(row.why()), body);
        assertFalse(body.contains("STOLEN"), body);
        assertTrue(world.door.outcomes.getFirst().status() == Outcome.Status.UNREACHABLE
                || world.door.outcomes.getFirst().status() == Outcome.Status.FAILED);
        assertEquals(0, world.mcp.open().requests());
    }

    @Test
    void passesItsOwnErrorOn() throws Exception {
        world.target.on(
                "tools/call",
                (m, t) -> t.json(
                        400,
                        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32602,\"message\":\"bad\",\"data\":{\"x\":1}}}"));
        World.Got got = world.post(World.call("1", "query", "{}"), world.session());
        assertEquals(
                "{\"code\":-32602,\"message\":\"bad\",\"data\":{\"x\":1}}",
                got.error().toString());
        assertEquals(Outcome.Status.FAILED, world.door.outcomes.getFirst().status());
    }

    @Test
    void isWaitedForWhenItHangsNoLongerThanAllowed() throws Exception {
        world.target.on("initialize", (m, t) -> {});
        World.Got got = world.post(
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}}",
                Map.of());
        assertEquals(502, got.status());
        assertEquals(-32003, got.error().path("code").asInt());
        assertEquals(0, world.mcp.open().sessions());
    }

    @Test
    void cannotForgeItsSessionIdIntoAHeader() throws Exception {
        world.target.on(
                "initialize",
                (m, t) -> t.header("Mcp-Session-Id", "a".repeat(600))
                        .result(m.get("id"), "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}"));
        World.Got got = world.post(
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}}",
                Map.of());
        assertEquals(502, got.status());
    }

    @Test
    void goesOnWhereTheTargetsStreamBrokeOff() throws Exception {
        world.target.on("tools/call", (message, talk) -> {
            String id = message.get("id").toString();
            world.target.on("GET", (again, more) -> {
                more.event("data: {\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{\"content\":[]}}");
                more.close();
            });
            talk.event("id: event-3\nretry: 10\ndata:");
            talk.close();
        });
        World.Got got = world.post(World.call("1", "query", "{}"), world.session());
        assertEquals("{\"content\":[]}", got.result().toString());
        assertEquals(
                "event-3",
                world.target.heard.stream()
                        .filter(h -> h.verb().equals("GET"))
                        .findFirst()
                        .orElseThrow()
                        .headers()
                        .get("last-event-id"));
    }

    @Test
    void beginsAgainWhenTheTargetHasLostItsSession() throws Exception {
        Map<String, String> session = world.session();
        world.target.on("tools/call", (message, talk) -> {
            world.target.on("tools/call", (again, more) -> more.result(again.get("id"), "{\"content\":[]}"));
            talk.json(404, "");
        });
        assertEquals(
                "{\"content\":[]}",
                world.post(World.call("1", "query", "{}"), session).result().toString());
        assertEquals(2, world.target.heard("initialize").size());
    }

    @Test
    void stopsAnEndlessCallAfterItsTime() throws Exception {
        world.target.on("tools/call", (message, talk) -> talk.event(": waits"));
        long start = System.nanoTime();
        World.Got got = world.post(World.call("1", "query", "{}"), world.session());
        assertTrue(got.result().path("isError").asBoolean());
        assertTrue(got.body().contains("too long"), got.body());
        assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(Duration.ofSeconds(20)) < 0);
        assertEquals(Outcome.Status.STOPPED, world.door.outcomes.getFirst().status());
    }
}
