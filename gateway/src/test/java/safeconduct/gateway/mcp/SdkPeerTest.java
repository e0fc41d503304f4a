package safeconduct.gateway.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import safeconduct.catalog.Target.Connection.Stdio;
import safeconduct.catalog.Tool.ResultShape;

/** The official Java client, over real HTTP, through the door, to a server made with the official Java SDK. */
class SdkPeerTest {

    private final World world = World.patient();
    private final List<Double> progress = new CopyOnWriteArrayList<>();
    private McpSyncClient client;

    @BeforeEach
    void connect() {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SdkServer.class.getName());
        world.door.add(
                "db",
                new Stdio(command, Map.of(), Optional.empty()),
                ResultShape.JSON_ARRAY_TEXT,
                "query",
                "count",
                "ask");
        client = McpClient.sync(HttpClientStreamableHttpTransport.builder(
                                world.url("").toString().replace("/mcp/", ""))
                        .endpoint("/mcp/db")
                        .requestBuilder(HttpRequest.newBuilder().header(Callers.HEADER, "1"))
                        .build())
                .requestTimeout(Duration.ofSeconds(20))
                .initializationTimeout(Duration.ofSeconds(20))
                .capabilities(
                        McpSchema.ClientCapabilities.builder().elicitation().build())
                .elicitation(request ->
                        new McpSchema.ElicitResult(McpSchema.ElicitResult.Action.ACCEPT, Map.of("name", "Ada")))
                .progressConsumer(said -> progress.add(said.progress()))
                .build();
        client.initialize();
    }

    @AfterEach
    void close() {
        client.closeGracefully();
        world.close();
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().getFirst()).text();
    }

    private CallToolResult call(String tool) {
        return client.callTool(CallToolRequest.builder(tool).arguments(Map.of()).build());
    }

    @Test
    void worksAsIfNothingStoodBetween() {
        assertEquals("safeconduct/db", client.getServerInfo().name());
        assertEquals(
                List.of("ask", "count", "query"),
                client.listTools().tools().stream()
                        .map(McpSchema.Tool::name)
                        .sorted()
                        .toList());
        assertEquals("[{\"id\":1},{\"id\":2},{\"id\":3}]", text(call("query")));
        client.ping();
    }

    @Test
    void understandsADenial() {
        CallToolResult denied = call("secret");
        assertTrue(denied.isError());
        assertTrue(text(denied).contains("tool_not_in_envelope"));
        assertTrue(denied.structuredContent().toString().contains("decision=1"));
    }

    @Test
    void getsTheRowsThatTheBudgetHolds() {
        world.door.rows = 2;
        CallToolResult capped = call("query");
        assertEquals("[{\"id\":1},{\"id\":2}]", text(capped));
        assertEquals("[]", text(call("query")));
    }

    @Test
    void hearsOfProgress() throws Exception {
        CallToolResult counted = client.callTool(CallToolRequest.builder("count")
                .arguments(Map.of())
                .progressToken("p-1")
                .build());
        assertEquals("counted", text(counted));
        World.until(() -> progress.size() == 3);
        assertEquals(List.of(1.0, 2.0, 3.0), progress);
    }

    @Test
    void isAskedByTheServerInTheMiddleOfACall() {
        assertEquals("ACCEPT {name=Ada}", text(call("ask")));
    }

    @Test
    void endsItsSession() throws Exception {
        assertEquals(1, world.mcp.open().sessions());
        assertTrue(client.closeGracefully());
        World.until(() -> world.mcp.open().sessions() == 0);
        assertFalse(world.mcp.open().connections() == 0); // The child lives as long as the task.
    }
}
