package safeconduct.gateway.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Map;

/** A server made with the official SDK, on standard input and output. */
public final class SdkServer {

    private static final Map<String, Object> ANYTHING = Map.of("type", "object");

    private SdkServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper()))
                .serverInfo("sdk-server", "1")
                .capabilities(ServerCapabilities.builder().tools(true).build())
                .toolCall(
                        tool("query"),
                        (exchange, request) -> CallToolResult.builder()
                                .addTextContent("[{\"id\":1},{\"id\":2},{\"id\":3}]")
                                .build())
                .toolCall(tool("count"), (exchange, request) -> {
                    for (int i = 1; i <= 3; i++) {
                        exchange.progressNotification(
                                ProgressNotification.builder(request.meta().get("progressToken"), i)
                                        .total(3.0)
                                        .build());
                    }
                    return CallToolResult.builder().addTextContent("counted").build();
                })
                .toolCall(tool("ask"), (exchange, request) -> {
                    var answer = exchange.createElicitation(McpSchema.ElicitFormRequest.builder(
                                    "your name?",
                                    Map.of("type", "object", "properties", Map.of("name", Map.of("type", "string"))))
                            .build());
                    return CallToolResult.builder()
                            .addTextContent(answer.action() + " " + answer.content())
                            .build();
                })
                .toolCall(
                        tool("secret"),
                        (exchange, request) ->
                                CallToolResult.builder().addTextContent("never").build())
                .build();
        Thread.currentThread().join();
    }

    private static Tool tool(String name) {
        return Tool.builder(name, ANYTHING).description("does " + name).build();
    }
}
