package safeconduct.gateway.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import safeconduct.call.Outcome;
import safeconduct.catalog.Target;
import safeconduct.catalog.Tool.ResultShape;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;

class SessionEraTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void answersInitializeForItselfWithWhatTheTaskMayUse() throws Exception {
        World.Got got = world.post(
                "{\"jsonrpc\":\"2.0\",\"id\":\"i\",\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{}}}",
                Map.of());
        assertEquals("2025-06-18", got.result().path("protocolVersion").asText());
        assertEquals(
                "safeconduct/db", got.result().path("serverInfo").path("name").asText());
        assertEquals("be good", got.result().path("instructions").asText());
        assertEquals(
                "{\"tools\":{\"listChanged\":true},\"logging\":{}}",
                got.result().path("capabilities").toString());
        assertEquals(1, world.target.heard("initialize").size());
    }

    @Test
    void offersTheNewestVersionToWhoAsksForOneThatNobodyKnows() throws Exception {
        World.Got got = world.post(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"1999-01-01\",\"capabilities\":{}}}",
                Map.of());
        assertEquals("2025-11-25", got.result().path("protocolVersion").asText());
    }

    @Test
    void forwardsTheParametersByteForByte() throws Exception {
        String params =
                "{ \"name\":\"query\",\n\"arguments\":{\"sql\":\"select \\u00e9\", \"n\":1.50},\"x-extra\":[1e2] }";
        world.post(
                "{\"id\":\"a-1\",\"params\":" + params + ",\"method\":\"tools/call\",\"jsonrpc\":\"2.0\"}",
                world.session());
        String heard = world.target.heard("tools/call").getFirst().body();
        assertTrue(heard.contains("\"params\":" + params + ",\"method\":\"tools/call\",\"jsonrpc\":\"2.0\"}"), heard);
    }

    @Test
    void givesTheResultBackAsItCame() throws Exception {
        world.target.on(
                "tools/call",
                (message, talk) -> talk.result(
                        message.get("id"), "{\"content\":[ {\"type\":\"text\",\"text\":\"\\u0068i\"} ],\"x\":1.50}"));
        World.Got got = world.post(World.call("\"my id\"", "query", "{}"), world.session());
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":\"my id\",\"result\":{\"content\":["
                        + " {\"type\":\"text\",\"text\":\"\\u0068i\"} ],\"x\":1.50}}",
                got.body());
        assertEquals(Outcome.Status.DONE, world.door.outcomes.getFirst().status());
    }

    @Test
    void showsOnlyToolsThatTheTaskMayCallAndLeavesThemUnchanged() throws Exception {
        World.Got got = world.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}", world.session());
        assertEquals(
                "[{\"name\":\"query\",\"x-unknown\":{\"a\":1.0},\"inputSchema\":{\"type\":\"object\"}}]",
                got.result().path("tools").toString());
        assertTrue(got.body().contains("\"x-more\":1.50"));
    }

    @Test
    void showsAToolThatStandsThereTwiceOnce() throws Exception {
        world.target.on(
                "tools/list",
                (message, talk) -> talk.result(
                        message.get("id"),
                        "{\"tools\":[{\"name\":\"query\",\"title\":\"1\"},{\"name\":\"query\",\"title\":\"2\"}]}"));
        World.Got got = world.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}", world.session());
        assertEquals(
                "[{\"name\":\"query\",\"title\":\"1\"}]",
                got.result().path("tools").toString());
    }

    @Test
    void doesNotAskTheTargetForResourcesThatTheTaskMayNotRead() throws Exception {
        World.Got got = world.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/list\"}", world.session());
        assertEquals("{\"resources\":[]}", got.result().toString());
        assertEquals(0, world.target.heard("resources/list").size());
    }

    @Test
    void saysWhyACallIsDeniedToModelAndProgram() throws Exception {
        World.Got got = world.post(World.call("5", "drop_all", "{}"), world.session());
        assertEquals(200, got.status());
        assertTrue(got.result().path("isError").asBoolean());
        JsonNode why = got.result().path("structuredContent");
        assertEquals("tool_not_in_envelope", why.path("code").asText());
        assertEquals("[\"p1\"]", why.path("rules").toString());
        assertEquals(1, why.path("decision").asInt());
        assertFalse(why.path("explanation").asText().isEmpty());
        assertFalse(why.path("next").asText().isEmpty());
        assertTrue(got.result().path("content").get(0).path("text").asText().contains("tool_not_in_envelope"));
        assertEquals(0, world.target.heard("tools/call").size());
    }

    @Test
    void deniesOtherMethodsWithAnError() throws Exception {
        World.Got got = world.post(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{\"uri\":\"file:///x\"}}",
                world.session());
        assertEquals(-32001, got.error().path("code").asInt());
        assertEquals(
                "tool_not_in_envelope", got.error().path("data").path("code").asText());
    }

    @Test
    void refusesAMethodThatItDoesNotKnow() throws Exception {
        World.Got got = world.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/evil\"}", world.session());
        assertEquals(-32601, got.error().path("code").asInt());
        assertEquals(0, world.target.heard("tools/evil").size());
    }

    @Test
    void throttlesTheSameDeniedCall() throws Exception {
        Map<String, String> session = world.session();
        for (int i = 0; i < 3; i++) {
            world.post(World.call("1", "drop_all", "{}"), session);
        }
        World.Got got = world.post(World.call("1", "drop_all", "{}"), session);
        assertEquals(
                "throttled", got.result().path("structuredContent").path("code").asText());
        assertEquals(3, world.door.decided.size());
        world.post(World.call("1", "drop_all", "{\"other\":1}"), session);
        assertEquals(4, world.door.decided.size());
    }

    @Test
    void passesNothingOfTheAgentsHeadersOnAndFillsTheGrantIn() throws Exception {
        world.door.grant.put("token", Secret.of("s3cret"));
        world.door.add(
                "db",
                new Target.Connection.Http(
                        world.target.url(), Map.of("Authorization", "Bearer ${grant.token}", "Mcp-Session-Id", "evil")),
                ResultShape.UNKNOWN,
                "query");
        Map<String, String> headers = new HashMap<>(world.session());
        headers.put("authorization", "Bearer inbound");
        headers.put("dpop", "inbound");
        headers.put("cookie", "inbound");
        world.post(World.call("1", "query", "{}"), headers);
        Map<String, String> heard = world.target.heard("tools/call").getFirst().headers();
        assertEquals("Bearer s3cret", heard.get("authorization"));
        assertEquals("theirs-1", heard.get("mcp-session-id"));
        assertFalse(heard.toString().contains("inbound"), heard.toString());
    }

    @Test
    void isNoUseToAnybodyElse() throws Exception {
        Map<String, String> theirs = new HashMap<>(world.session("{}", 1));
        theirs.put(Callers.HEADER, "2");
        assertEquals(404, world.post(World.call("1", "query", "{}"), theirs).status());
        assertEquals(404, world.verb("DELETE", theirs).status());
        assertEquals(404, world.verb("GET", theirs).status());
        assertEquals(0, world.door.decided.size());
    }

    @Test
    void refusesAForgedAMissingAndAnEndedSession() throws Exception {
        Map<String, String> session = world.session();
        assertEquals(
                404,
                world.post(World.call("1", "query", "{}"), Map.of("mcp-session-id", "mcp_forged"))
                        .status());
        assertEquals(400, world.post(World.call("1", "query", "{}"), Map.of()).status());
        assertEquals(204, world.verb("DELETE", session).status());
        assertEquals(404, world.post(World.call("1", "query", "{}"), session).status());
        assertEquals(0, world.door.decided.size());
    }

    @Test
    void holdsATaskToItsSessions() throws Exception {
        for (int i = 0; i < World.DOOR.sessionsMax(); i++) {
            world.session();
        }
        World.Got got = world.post(
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}}",
                Map.of());
        assertEquals(429, got.status());
        world.session("{}", 2);
    }

    @Test
    void challengesWhoProvesNothing() throws Exception {
        World.Got got = world.post(World.call("1", "query", "{}"), Map.of(Callers.HEADER, ""));
        assertEquals(401, got.status());
        assertTrue(got.headers().get("www-authenticate").contains("resource_metadata"));
    }

    @Test
    void doesNotTellATargetThatIsForbiddenFromOneThatDoesNotExist() throws Exception {
        world.door.allowed.clear();
        World.Got forbidden = world.post(World.call("1", "query", "{}"), Map.of());
        assertEquals(403, forbidden.status());
        assertTrue(forbidden.headers().get("www-authenticate").contains("insufficient_scope"));
    }

    @Test
    void passesProgressOnAsItComes() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        world.target.on("tools/call", (message, talk) -> {
            talk.event(
                    "data:"
                        + " {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":\"p\",\"progress\":1}}");
            seen.await(10, TimeUnit.SECONDS);
            talk.event(
                    "id: 9\ndata: {\"jsonrpc\":\"2.0\",\"id\":" + message.get("id") + ",\"result\":{\"content\":[]}}");
            talk.close();
        });
        HttpResponse<InputStream> response = world.stream(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"query\",\"_meta\":{\"progressToken\":\"p\"}}}",
                world.session());
        BufferedReader reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        assertTrue(next(reader).path("params").path("progress").asInt() == 1);
        seen.countDown();
        assertEquals(1, next(reader).path("id").asInt());
    }

    private static JsonNode next(BufferedReader reader) throws Exception {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("data: ")) {
                return Json.parse(line.substring(6));
            }
        }
        throw new AssertionError("the stream ended");
    }

    @Test
    void asksTheAgentWithinTheCallAndTakesTheAnswerBack() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        world.target.on("tools/call", (message, talk) -> {
            talk.event(
                    "data:"
                        + " {\"jsonrpc\":\"2.0\",\"id\":\"q-77\",\"method\":\"elicitation/create\",\"params\":{\"message\":\"name?\"}}");
            answered.await(10, TimeUnit.SECONDS);
            talk.event("data: {\"jsonrpc\":\"2.0\",\"id\":" + message.get("id") + ",\"result\":{\"content\":[]}}");
            talk.close();
        });
        world.target.on("answer", (message, talk) -> {
            talk.json(202, "");
            answered.countDown();
        });
        Map<String, String> session = world.session("{\"elicitation\":{}}", 1);
        HttpResponse<InputStream> response = world.stream(World.call("1", "query", "{}"), session);
        BufferedReader reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        JsonNode asked = next(reader);
        assertEquals("elicitation/create", asked.path("method").asText());
        Map<String, String> other = world.session("{\"elicitation\":{}}", 2);
        String answer = "{\"jsonrpc\":\"2.0\",\"id\":" + asked.get("id")
                + ",\"result\":{\"action\":\"accept\",\"content\":{\"x\":1.50}}}";
        assertEquals(400, world.post(answer, other).status());
        assertEquals(202, world.post(answer, session).status());
        assertEquals(400, world.post(answer, session).status());
        assertEquals(1, next(reader).path("id").asInt());
        String heard = world.target.heard.stream()
                .filter(h -> h.body().contains("\"action\""))
                .findFirst()
                .orElseThrow()
                .body();
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":\"q-77\",\"result\":{\"action\":\"accept\",\"content\":{\"x\":1.50}}}",
                heard);
    }

    @Test
    void refusesAQuestionToAnAgentThatCannotAnswer() throws Exception {
        world.target.on("tools/call", (message, talk) -> {
            talk.event("data: {\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"sampling/createMessage\",\"params\":{}}");
            talk.event("data: {\"jsonrpc\":\"2.0\",\"id\":" + message.get("id") + ",\"result\":{\"content\":[]}}");
            talk.close();
        });
        World.Got got = world.post(World.call("1", "query", "{}"), world.session());
        assertFalse(got.body().contains("sampling"));
        assertTrue(world.target.heard.stream()
                .anyMatch(h -> h.body().contains("-32601") && h.body().contains("\"q\"")));
    }

    @Test
    void passesACancellationOn() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        world.target.on("tools/call", (message, talk) -> {
            talk.event(": begins");
            called.countDown();
        });
        Map<String, String> session = world.session();
        var answer = world.http.sendAsync(
                world.request("db", session)
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(World.call("\"c\"", "query", "{}")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertTrue(called.await(10, TimeUnit.SECONDS));
        Map<String, String> other = world.session("{}", 2);
        String cancel =
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"c\",\"reason\":\"enough\",\"x\":1.0}}";
        assertEquals(202, world.post(cancel, other).status());
        assertFalse(answer.isDone());
        assertEquals(202, world.post(cancel, session).status());
        answer.get(10, TimeUnit.SECONDS);
        JsonNode heard =
                world.target.heard("notifications/cancelled").getFirst().json();
        assertEquals(
                world.target.heard("tools/call").getFirst().json().get("id"),
                heard.path("params").get("requestId"));
        assertEquals("enough", heard.path("params").path("reason").asText());
        assertEquals(Outcome.Status.STOPPED, world.door.outcomes.getFirst().status());
    }

    @Test
    void tellsOfChangesOnTheSessionsStreamAndOfNothingElse() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        world.target.on("GET", (message, talk) -> {
            talk.event("data:"
                    + " {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"data\":\"stolen\"}}");
            talk.event("data: {\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"elicitation/create\",\"params\":{}}");
            talk.event("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
            open.await(10, TimeUnit.SECONDS);
            talk.close();
        });
        Map<String, String> session = world.session();
        HttpResponse<InputStream> stream =
                world.http.send(world.request("db", session).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        BufferedReader reader = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        assertEquals(
                "notifications/tools/list_changed", next(reader).path("method").asText());
        assertEquals(409, world.verb("GET", session).status());
        open.countDown();
        world.mcp.taskEnded(Callers.task(1));
        assertTrue(reader.lines().noneMatch(line -> line.contains("stolen")));
    }
}
