package safeconduct.gateway.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.call.Outcome;
import safeconduct.catalog.Tool.ResultShape;
import safeconduct.gateway.rows.RowCap;
import safeconduct.kernel.Json;
import safeconduct.policy.Budgets;

class BudgetTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    /**
     * @param kept rows that reach the agent; -1 when the result is withheld as a whole
     * @param left rows left in the budget
     */
    record Row(String name, ResultShape shape, String result, Limit limit, int kept, long left) {
        @Override
        public String toString() {
            return name;
        }
    }

    record Limit(long rows, long bytes) {}

    private static final Limit NONE = new Limit(Budgets.UNLIMITED, Budgets.UNLIMITED);
    private static final String THREE = text("[{\\\"a\\\":1},{\\\"a\\\":2},{\\\"a\\\":3}]");
    private static final String STRUCTURED =
            "{\"content\":[{\"type\":\"text\",\"text\":\"1,2,3\"}],\"structuredContent\":{\"rows\":[1,2,3],\"x\":true}}";

    private static String text(String text) {
        return "{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}],\"isError\":false}";
    }

    static Stream<Row> results() {
        return Stream.of(
                new Row("no limit", ResultShape.JSON_ARRAY_TEXT, THREE, NONE, 3, Budgets.UNLIMITED - 3),
                new Row("just enough rows", ResultShape.JSON_ARRAY_TEXT, THREE, new Limit(3, 10_000), 3, 0),
                new Row("too few rows", ResultShape.JSON_ARRAY_TEXT, THREE, new Limit(2, 10_000), 2, 0),
                new Row("no rows left", ResultShape.JSON_ARRAY_TEXT, THREE, new Limit(0, 10_000), 0, 0),
                new Row(
                        "rows on several lines",
                        ResultShape.JSON_ARRAY_TEXT,
                        text("\\n [ 1,\\n2 ,3]"),
                        new Limit(1, 10_000),
                        1,
                        0),
                new Row("structured rows", ResultShape.STRUCTURED_ROWS, STRUCTURED, new Limit(2, 10_000), 2, 0),
                new Row("no array", ResultShape.JSON_ARRAY_TEXT, text("3 rows changed"), new Limit(0, 10_000), 3, 0),
                new Row(
                        "an array that does not end",
                        ResultShape.JSON_ARRAY_TEXT,
                        text("[1,2,3"),
                        new Limit(1, 10_000),
                        -1,
                        1),
                new Row("an array and more", ResultShape.JSON_ARRAY_TEXT, text("[1] [2]"), new Limit(1, 10_000), -1, 1),
                new Row("too few bytes", ResultShape.UNKNOWN, THREE, new Limit(100, 50), -1, 100),
                new Row("bytes for no row", ResultShape.JSON_ARRAY_TEXT, THREE, new Limit(100, 20), -1, 100));
    }

    @ParameterizedTest
    @MethodSource("results")
    void passesOnWhatTheBudgetHolds(Row row) throws Exception {
        world.door.add("db", world.target.connection(), row.shape(), "query");
        world.target.on("tools/call", (message, talk) -> talk.result(message.get("id"), row.result()));
        world.door.rows = row.limit().rows();
        world.door.bytes = row.limit().bytes();
        World.Got got = world.post(World.call("1", "query", "{}"), world.session());
        assertEquals(row.left(), world.door.rows);
        if (row.kept() < 0) {
            assertWithheld(got);
        } else if (row.kept() == 3) {
            assertTrue(got.body().endsWith("\"result\":" + row.result() + "}"), got.body());
            assertEquals(Outcome.Status.DONE, world.door.outcomes.getFirst().status());
        } else {
            assertCut(row, got.result());
        }
    }

    private void assertWithheld(World.Got got) {
        assertTrue(got.result().path("isError").asBoolean(), got.body());
        assertEquals(
                "budget_exhausted",
                got.result().path("structuredContent").path("code").asText());
        assertEquals(Outcome.Status.CAPPED, world.door.outcomes.getFirst().status());
    }

    private void assertCut(Row row, JsonNode result) {
        JsonNode content = result.path("content");
        assertEquals(
                row.kept(), Json.parse(content.get(0).path("text").asText()).size());
        assertEquals(
                3 - row.kept(),
                result.path("_meta").path(RowCap.META).path("rows").asInt());
        assertTrue(content.get(1).path("text").asText().contains("withheld " + (3 - row.kept()) + " of 3"));
        if (row.shape() == ResultShape.STRUCTURED_ROWS) {
            assertEquals(
                    "{\"rows\":[1,2],\"x\":true}",
                    result.path("structuredContent").toString());
        }
        assertEquals(Outcome.Status.CAPPED, world.door.outcomes.getFirst().status());
    }

    @Test
    void cutsToTheRowsThatTheBytesHold() throws Exception {
        String many = "1,".repeat(9_999) + "1";
        world.target.on("tools/call", (message, talk) -> talk.result(message.get("id"), text("[" + many + "]")));
        world.door.bytes = 8_000;
        World.Got got = world.post(World.call("1", "query", "{}"), world.session());
        int rows = Json.parse(got.result().path("content").get(0).path("text").asText())
                .size();
        assertTrue(rows > 1_000 && rows < 8_000, "rows " + rows);
        assertTrue(got.body().length() <= 8_000);
        assertEquals(8_000 - got.body().length(), world.door.bytes);
    }

    @Test
    void stopsATargetThatTalksBeyondTheBudget() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        world.target.on("tools/call", (message, talk) -> {
            try {
                for (int i = 0; i < 100_000; i++) {
                    talk.event("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"data\":\""
                            + "x".repeat(100) + "\"}}");
                }
            } finally {
                gone.countDown();
            }
        });
        world.door.bytes = 5_000;
        World.Got got = world.post(World.call("1", "query", "{}"), world.session());
        assertTrue(got.body().contains("budget_exhausted"));
        assertTrue(got.body().length() < 9_000, "sent " + got.body().length());
        assertTrue(gone.await(10, TimeUnit.SECONDS));
        assertEquals(Outcome.Status.CAPPED, world.door.outcomes.getFirst().status());
    }

    @Test
    void leavesOneWinnerOfTwoCallsForTheLastRows() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        world.target.on("tools/call", (message, talk) -> {
            both.countDown();
            both.await(10, TimeUnit.SECONDS);
            talk.result(message.get("id"), THREE);
        });
        world.door.rows = 3;
        Map<String, String> session = world.session();
        var first = world.http.sendAsync(
                world.request("db", session)
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(World.call("1", "query", "{}")))
                        .build(),
                java.net.http.HttpResponse.BodyHandlers.ofString());
        World.Got second = world.post(World.call("2", "query", "{}"), session);
        int sum = rows(World.got(first.get(10, TimeUnit.SECONDS))) + rows(second);
        assertEquals(3, sum);
        assertEquals(0, world.door.rows);
    }

    private static int rows(World.Got got) {
        return Json.parse(got.result().path("content").get(0).path("text").asText())
                .size();
    }

    @Test
    void sendsNothingWhenTheTaskEndsBetweenDecisionAndAct() throws Exception {
        Map<String, String> session = world.session();
        world.door.beforeAct = () -> world.door.end(Callers.task(1));
        World.Got got = world.post(World.call("1", "query", "{}"), session);
        assertEquals(
                "task_not_active",
                got.result().path("structuredContent").path("code").asText());
        assertEquals(Outcome.Status.SUPPRESSED, world.door.outcomes.getFirst().status());
        assertEquals(0, world.target.heard("tools/call").size());
    }

    @Test
    void endsAStreamWithItsTask() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        world.target.on("tools/call", (message, talk) -> {
            try {
                for (int i = 0; ; i++) {
                    talk.event("data:"
                        + " {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":1,\"progress\":"
                            + i + "}}");
                    begun.countDown();
                    safeconduct.kernel.Time.system().sleep(java.time.Duration.ofMillis(5));
                }
            } finally {
                gone.countDown();
            }
        });
        String call =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"query\",\"_meta\":{\"progressToken\":1}}}";
        var stream = world.stream(call, world.session());
        assertTrue(begun.await(10, TimeUnit.SECONDS));
        world.door.end(Callers.task(1));
        world.mcp.taskEnded(Callers.task(1));
        String rest = new String(stream.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(gone.await(10, TimeUnit.SECONDS));
        assertTrue(rest.contains("\"code\":\"stopped\""), rest);
        World.until(() -> !world.door.outcomes.isEmpty());
        assertEquals(Outcome.Status.STOPPED, world.door.outcomes.getFirst().status());
        World.until(() -> world.target.heard.stream().anyMatch(h -> h.verb().equals("DELETE")));
        assertEquals(new McpDoor.Open(0, 0, 0), world.mcp.open());
    }

    @Test
    void connectsToNothingForATaskThatHasEnded() throws Exception {
        world.mcp.taskEnded(Callers.task(1));
        World.Got got = world.post(
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}}",
                Map.of());
        assertFalse(got.status() == 200, got.body());
        assertEquals(0, world.target.heard.size());
    }
}
