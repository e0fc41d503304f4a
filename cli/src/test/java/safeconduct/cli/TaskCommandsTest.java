package safeconduct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safeconduct.api.TaskClient;
import safeconduct.api.TaskOrder;
import safeconduct.cli.bridge.LoopbackBridge;
import safeconduct.kernel.FakeTime;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;
import safeconduct.web.Headers;

/** {@code run} and {@code mcp connect}, against a server that gives tokens and answers. */
class TaskCommandsTest {

    @TempDir
    Path folder;

    private FakeGateway gateway;
    private Path identity;

    @BeforeEach
    void start() throws Exception {
        gateway = new FakeGateway();
        identity = folder.resolve("identity");
        Files.writeString(identity, "evidence\n");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private String[] command(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--server", gateway.url(), "--identity-file", identity.toString()));
        all.addAll(List.of("--purpose", "answer-ticket", "--param", "customer=7", "--agent", "support-bot"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void asksForTheTaskThatWasTyped() {
        Said.of(command(List.of("run"), "--target", "shop", "--ttl", "PT1M", "--", "true"));
        var form = gateway.exchanges.getFirst();
        assertEquals(List.of("evidence"), form.get("subject_token"));
        assertEquals(
                Json.parse("""
                    [{"type":"safeconduct_task","purpose":"answer-ticket","parameters":{"customer":7},
                      "agent":"support-bot","ttl":"PT1M"}]\
                    """), Json.parse(form.get("authorization_details").getFirst()));
        assertTrue(gateway.headers.getFirst().first("dpop").isPresent());
    }

    @Test
    void givesTheProgramAnAddressAndTakesCredentialsOutOfItsEnvironment() throws Exception {
        Path seen = folder.resolve("env");
        Said said = process(Path.of("/"), "GITHUB_TOKEN=x", "PGPASSWORD=y", "KEPT_TOKEN=z")
                .say(command(
                        List.of("run"),
                        "--target",
                        "shop",
                        "--keep-env",
                        "KEPT_TOKEN",
                        "--",
                        "sh",
                        "-c",
                        "env > " + seen));
        assertEquals(0, said.exit(), said.toString());
        String environment = Files.readString(seen);
        assertFalse(environment.contains("GITHUB_TOKEN") || environment.contains("PGPASSWORD"), environment);
        assertTrue(environment.contains("KEPT_TOKEN=z") && environment.contains("SAFECONDUCT_MCP_URL_SHOP=http://127"));
        String cleared = said.err()
                .lines()
                .filter(line -> line.startsWith("taken out"))
                .findFirst()
                .orElse("");
        assertTrue(cleared.contains("GITHUB_TOKEN") && cleared.contains("PGPASSWORD"), said.err());
        assertFalse(environment.contains("token-1"), "the task's token must not be in the environment");
    }

    @Test
    void endsTheTaskAndExitsAsTheProgramDid() {
        Said said = Said.of(command(List.of("run"), "--target", "shop", "--", "sh", "-c", "exit 7"));
        assertEquals(7, said.exit(), said.toString());
        assertEquals(List.of("POST /v1/self/end {\"reason\":\"process_exit\"}"), gateway.asked);
    }

    @Test
    void endsTheTaskWhenTheProgramCannotBeRun() {
        Said said = Said.of(command(List.of("run"), "--target", "shop", "--", "/no/such/program"));
        assertEquals(Exit.USAGE, said.exit(), said.toString());
        assertEquals(1, gateway.asked.size());
    }

    @Test
    void endsWithItsOwnCodeWhenTheTaskIsDenied() {
        gateway.refusal =
                "{\"error\":\"access_denied\",\"error_description\":\"not this one\",\"reason\":\"agent_not_allowed\"}";
        Said said = Said.of(command(List.of("run"), "--target", "shop", "--", "true"));
        assertEquals(Exit.DENIED, said.exit(), said.toString());
        assertTrue(said.err().contains("agent_not_allowed"), said.err());
    }

    @Test
    void killsTheProgramWhenItIsKilledItself() throws Exception {
        Path pid = folder.resolve("pid");
        Process run = process(folder)
                .start(command(
                        List.of("run"), "--target", "shop", "--", "sh", "-c", "echo $$ > " + pid + "; sleep 600"));
        await(() -> Files.exists(pid) && !Files.readString(pid).isBlank());
        ProcessHandle child =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        Set<ProcessHandle> below = new HashSet<>(child.descendants().toList());
        run.toHandle().destroyForcibly();
        await(() -> !child.isAlive() && below.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void endsTheTaskWhenItIsAskedToStop() throws Exception {
        Path pid = folder.resolve("pid");
        Process run = process(folder)
                .start(command(
                        List.of("run"), "--target", "shop", "--", "sh", "-c", "echo $$ > " + pid + "; sleep 600"));
        await(() -> Files.exists(pid));
        run.toHandle().destroy();
        assertTrue(run.waitFor(30, TimeUnit.SECONDS));
        assertTrue(gateway.asked.stream().anyMatch(one -> one.startsWith("POST /v1/self/end")), "" + gateway.asked);
    }

    @Test
    void carriesMessagesBetweenStandardInputAndTheServer() {
        String input = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":"two","method":"tools/list"}
            {"jsonrpc":"2.0","id":3,"method":"refuse"}
            """;
        Said said = Said.with(input, command(List.of("mcp", "connect", "shop")));
        assertEquals(0, said.exit(), said.toString());
        List<String> lines = said.out().lines().toList();
        assertTrue(lines.getFirst().contains("\"protocolVersion\":\"2025-11-25\""), said.out());
        assertTrue(lines.contains("{\"jsonrpc\":\"2.0\",\"id\":\"two\",\"result\":{\"said\":\"yes\"}}"), said.out());
        assertTrue(lines.contains("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}"), said.out());
        assertTrue(said.out().contains("\"id\":3,\"error\":{\"code\":-32000,\"message\":\"not here\"}"), said.out());
        assertTrue(gateway.asked.getLast().startsWith("POST /v1/self/end"), "" + gateway.asked);
        Headers later = gateway.headers.stream()
                .filter(one -> one.first("mcp-session-id").isPresent())
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.of("2025-11-25"), later.first("mcp-protocol-version"));
        assertEquals(Optional.of("DPoP token-1"), later.first("authorization"));
    }

    @Test
    void answersALineThatIsNoMessageAndGoesOn() {
        String input = """
            {"jsonrpc":"2.0","id":1,
            "text"
            {"jsonrpc":"2.0","id":2,"method":"tools/list"}
            """;
        Said said = Said.with(input, command(List.of("mcp", "connect", "shop")));
        assertEquals(0, said.exit(), said.toString());
        assertEquals(
                2,
                said.out()
                        .lines()
                        .filter(line -> line.startsWith("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700"))
                        .count(),
                said.out());
        assertTrue(said.out().contains("\"id\":2,\"result\""), said.out());
    }

    @Test
    void saysThatATaskThatSomebodyElseEndedIsOver() {
        gateway.over = true;
        Said said = Said.with(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n",
                command(List.of("mcp", "connect", "shop")));
        assertTrue(said.out().contains("the task of the token is over"), said.out());
        assertTrue(said.err().contains("has ended"), said.err());
    }

    @Test
    void provesEachRequestAnew() {
        Said.with("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n", command(List.of("mcp", "connect", "shop")));
        List<String> proofs = gateway.headers.stream()
                .flatMap(one -> one.first("dpop").stream())
                .toList();
        assertEquals(proofs.size(), new HashSet<>(proofs).size());
        assertTrue(proofs.size() >= 3, "" + proofs.size());
    }

    @Test
    void renewsTheTokenBeforeItExpires() throws Exception {
        FakeTime time = new FakeTime();
        TaskClient client = client(time);
        client.heartbeat();
        time.advance(Duration.ofSeconds(285));
        client.heartbeat();
        assertEquals(2, gateway.exchanges.size());
        assertEquals(List.of("token-1"), gateway.exchanges.getLast().get("subject_token"));
        time.advance(Duration.ofHours(1));
        client.heartbeat();
        assertEquals(List.of("token-2"), gateway.exchanges.getLast().get("subject_token"));
    }

    @Test
    void letsOnlyWhoHasTheHandleThroughTheLoopbackDoor() throws Exception {
        TaskClient client = client(Time.system());
        try (LoopbackBridge bridge = LoopbackBridge.start(client, Time.system())) {
            URI good = bridge.url("shop");
            HttpResponse<String> answer = post(client.http(), good);
            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().contains("\"said\":\"yes\""), answer.body());
            assertEquals(
                    404, post(client.http(), good.resolve("/guess/mcp/shop")).statusCode());
            String path = good.getPath().replace("/mcp/shop", "/v1/self/end");
            assertEquals(404, post(client.http(), good.resolve(path)).statusCode());
            assertEquals(
                    404,
                    post(client.http(), good.resolve(path.replace("/v1/", "/mcp/../v1/")))
                            .statusCode());
            assertNotEquals(good, LoopbackBridge.start(client, Time.system()).url("shop"));
        }
    }

    private static HttpResponse<String> post(HttpClient http, URI uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private TaskClient client(Time time) {
        TaskOrder.Evidence evidence = new TaskOrder.Evidence() {
            @Override
            public Secret token(String keyThumbprint) {
                return Secret.of("evidence");
            }

            @Override
            public String type() {
                return "urn:ietf:params:oauth:token-type:jwt";
            }
        };
        TaskOrder order = new TaskOrder(evidence, "p", Json.object(), Optional.empty(), Optional.empty());
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return TaskClient.open(http, URI.create(gateway.url()), order, time);
    }

    private static RealProcess process(Path folder, String... environment) {
        return new RealProcess(folder, List.of(environment));
    }

    /** Waits for something, but not for ever. */
    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "waited a minute in vain");
            Time.system().sleep(Duration.ofMillis(20));
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }
}
