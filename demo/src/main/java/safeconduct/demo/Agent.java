package safeconduct.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import safeconduct.kernel.Json;

/** An MCP client of the official SDK, over stdio: the same one in both worlds. */
final class Agent implements AutoCloseable {

    private static final Duration ANSWER_TIME = Duration.ofSeconds(40);

    private final McpSyncClient client;

    private Agent(McpSyncClient client) {
        this.client = client;
    }

    /** What a call of the tool gave. */
    record Said(boolean error, String text, JsonNode structured) {

        int rows() {
            return Json.parse(text).size();
        }

        /** The code of a denial, or empty. */
        String code() {
            return structured.path("code").asText();
        }
    }

    static Agent connect(List<String> command, Map<String, String> environment) {
        Map<String, String> given = new HashMap<>(environment);
        given.putIfAbsent("PGPASSWORD", ""); // The user's own, which would be inherited.
        ServerParameters server = ServerParameters.builder(command.getFirst())
                .args(command.subList(1, command.size()))
                .env(given)
                .build();
        StdioClientTransport transport = new StdioClientTransport(server, McpJsonDefaults.getMapper());
        transport.setStdErrorHandler(line -> {}); // The server's own log, not the story's.
        McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(ANSWER_TIME)
                .initializationTimeout(ANSWER_TIME)
                .build();
        client.initialize();
        return new Agent(client);
    }

    Said query(String sql) {
        McpSchema.CallToolResult result;
        try {
            result = client.callTool(McpSchema.CallToolRequest.builder("query")
                    .arguments(Map.of("sql", sql))
                    .build());
        } catch (McpError refused) { // As some servers say it.
            return new Said(true, String.valueOf(refused.getMessage()), Json.object());
        }
        String text = result.content().stream()
                .filter(McpSchema.TextContent.class::isInstance)
                .map(content -> ((McpSchema.TextContent) content).text())
                .findFirst()
                .orElse("");
        return new Said(
                Boolean.TRUE.equals(result.isError()),
                text,
                result.structuredContent() == null ? Json.object() : Json.from(result.structuredContent()));
    }

    @Override
    public void close() {
        client.closeGracefully();
    }
}
