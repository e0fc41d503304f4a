package safeconduct.gateway.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import safeconduct.call.Outcome;
import safeconduct.catalog.Target.Connection.Stdio;
import safeconduct.catalog.Tool.ResultShape;
import safeconduct.gateway.upstream.ChildServer;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;

class ChildTest {

    private final World world = World.patient();

    @BeforeEach
    void childInPlaceOfHttp() {
        world.door.grant.put("password", Secret.of("s3cret $x `y`"));
        world.door.add(
                "db",
                new Stdio(
                        ChildServer.command(),
                        Map.of("PGPASSWORD", "${grant.password}", "MODE", "plain"),
                        Optional.empty()),
                ResultShape.UNKNOWN,
                "env",
                "hold",
                "crash",
                "hang",
                "other",
                "flood",
                "progress",
                "spawn",
                "echo");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void startsWithNoOtherEnvironmentThanTheConfigurations() throws Exception {
        World.Got got = world.post(World.call("1", "env", "{}"), world.session());
        Set<String> names = new TreeSet<>();
        got.result().path("structuredContent").fieldNames().forEachRemaining(names::add);
        names.removeAll(Set.of("PWD", "SHLVL", "_", "OLDPWD")); // What a shell sets for itself.
        assertEquals(Set.of("MODE", "PGPASSWORD"), names);
        assertEquals(
                "s3cret $x `y`",
                got.result().path("structuredContent").path("PGPASSWORD").asText());
    }

    @Test
    void isSharedByTheCallsOfOneTaskThatKeepTheirIds() throws Exception {
        Map<String, String> one = world.session();
        Map<String, String> two = world.session();
        var first = world.http.sendAsync(
                world.request("db", one)
                        .POST(HttpRequest.BodyPublishers.ofString(World.call("1", "hold", "{\"n\":\"a\"}")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        World.until(() -> world.mcp.open().requests() == 1);
        World.Got second = world.post(World.call("1", "hold", "{\"n\":\"b\"}"), two);
        assertEquals("b", second.result().path("content").get(0).path("text").asText());
        assertEquals(
                "a",
                Json.parse(first.get().body())
                        .path("result")
                        .path("content")
                        .get(0)
                        .path("text")
                        .asText());
        assertEquals(1, world.mcp.open().connections());
    }

    @Test
    void isAnotherOneForAnotherTask() throws Exception {
        world.session("{}", 1);
        world.session("{}", 2);
        assertEquals(2, world.mcp.open().connections());
    }

    @Test
    void getsAMessageOfSeveralLinesOnOne() throws Exception {
        World.Got got = world.post(
                "{\n"
                        + "\"jsonrpc\":\"2.0\",\n"
                        + "\"id\":1,\r\n"
                        + "\"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\n"
                        + "\"arguments\":{\"a\":\"x\\n"
                        + "y\"}}}",
                world.session());
        assertEquals(
                "{\"a\":\"x\\ny\"}",
                got.result().path("content").get(0).path("text").toString());
    }

    @Test
    void passesProgressToTheCallThatItBelongsTo() throws Exception {
        World.Got got = world.post(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"progress\",\"_meta\":{\"progressToken\":\"t\"}}}",
                world.session());
        assertTrue(got.body().contains("\"progressToken\":\"t\",\"progress\":1"), got.body());
        assertTrue(got.body().indexOf("progress\":1") < got.body().indexOf("\"result\""));
    }

    @Test
    void isStartedAgainAfterACrash() throws Exception {
        Map<String, String> session = world.session();
        World.Got crashed = world.post(World.call("1", "crash", "{}"), session);
        assertEquals(-32003, crashed.error().path("code").asInt());
        assertEquals(Outcome.Status.UNREACHABLE, world.door.outcomes.getFirst().status());
        assertFalse(world.post(World.call("2", "echo", "{}"), session).result().isMissingNode());
    }

    @Test
    void losesItsLifeByALineWithoutEnd() throws Exception {
        World.Got got = world.post(World.call("1", "flood", "{}"), world.session());
        assertEquals(-32003, got.error().path("code").asInt());
        assertTrue(got.body().contains("more than"), got.body());
    }

    @Test
    void isNotBelievedWhenItAnswersWhatNobodyAsked() throws Exception {
        Map<String, String> session = world.session();
        World.Got got = world.post(World.call("1", "other", "{}"), session);
        assertFalse(got.body().contains("STOLEN"));
        assertTrue(got.body().contains("too long"), got.body());
    }

    @Test
    void diesWithItsTaskAndTakesItsChildrenAlong() throws Exception {
        World.Got got = world.post(World.call("1", "spawn", "{}"), world.session());
        JsonNode pids = got.result().path("structuredContent");
        long grandchild = pids.path("pid").asLong();
        assertTrue(running(grandchild));
        world.mcp.taskEnded(Callers.task(1));
        World.until(() -> !running(grandchild) && !running(pids.path("me").asLong()));
        assertEquals(0, world.mcp.open().connections());
    }

    @Test
    void diesWithUsWhenWeAreKilled() throws Exception {
        Process we = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long child;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(we.getInputStream(), StandardCharsets.UTF_8))) {
            JsonNode pids = Json.parse(reader.readLine());
            child = pids.path("pid").asLong();
            assertTrue(running(child));
            we.destroyForcibly(); // SIGKILL
            World.until(() -> !running(child) && !running(pids.path("me").asLong()));
        }
    }

    private static boolean running(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** A gateway with one child that has a child, waiting to be killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            World world = World.patient();
            world.door.add(
                    "db", new Stdio(ChildServer.command(), Map.of(), Optional.empty()), ResultShape.UNKNOWN, "spawn");
            System.out.println(world.post(World.call("1", "spawn", "{}"), world.session())
                    .result()
                    .path("structuredContent"));
            System.out.flush();
            world.http
                    .sendAsync(world.request("db", world.session()).GET().build(), HttpResponse.BodyHandlers.ofString())
                    .get();
        }
    }
}
