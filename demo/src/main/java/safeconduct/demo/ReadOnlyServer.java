package safeconduct.demo;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * An MCP server for PostgreSQL over stdio, as many are written: its one tool calls itself read-only and wraps the SQL in a
 * read-only transaction. That is its hole: SQL that ends the transaction goes on without it. Part of the demonstration;
 * not for use.
 *
 * <p>Where to connect stands in the environment, under the names that PostgreSQL's own programs read.
 */
public final class ReadOnlyServer {

    private final Connection connection;

    private ReadOnlyServer(Connection connection) {
        this.connection = connection;
    }

    public static void main(String[] args) throws Exception {
        ReadOnlyServer server = new ReadOnlyServer(connect(System.getenv()));
        McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper()))
                .serverInfo(Implementation.builder("demo-postgres", "1.0.0").build())
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .tools(server.tool())
                .build();
        Thread.currentThread().join(); // The transport ends the process when its input ends.
    }

    private static Connection connect(Map<String, String> environment) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", environment.getOrDefault("PGUSER", "postgres"));
        login.setProperty("password", environment.getOrDefault("PGPASSWORD", ""));
        login.setProperty("sslmode", environment.getOrDefault("PGSSLMODE", "prefer"));
        login.setProperty("preferQueryMode", "simple"); // The text goes to the server as it is.
        return DriverManager.getConnection(
                "jdbc:postgresql://" + environment.getOrDefault("PGHOST", "127.0.0.1") + ":"
                        + environment.getOrDefault("PGPORT", "5432") + "/"
                        + environment.getOrDefault("PGDATABASE", "postgres"),
                login);
    }

    private SyncToolSpecification tool() {
        Map<String, Object> schema = Map.of(
                "type", "object", "properties", Map.of("sql", Map.of("type", "string")), "required", new String[] {"sql"
                });
        ToolAnnotations annotations =
                ToolAnnotations.builder().readOnlyHint(true).build();
        Tool tool = Tool.builder("query", schema)
                .description("Run a read-only SQL query")
                .annotations(annotations)
                .build();
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler((exchange, request) -> query(request))
                .build();
    }

    private synchronized CallToolResult query(CallToolRequest request) {
        String sql = String.valueOf(request.arguments().get("sql"));
        try (var statement = connection.createStatement()) {
            statement.execute("begin transaction read only");
            try {
                return text(Rows.lastOf(statement, sql), false);
            } finally {
                statement.execute("rollback");
            }
        } catch (SQLException refused) {
            return text(String.valueOf(refused.getMessage()), true);
        }
    }

    private static CallToolResult text(String text, boolean isError) {
        List<McpSchema.Content> content =
                List.of(McpSchema.TextContent.builder(text).build());
        return CallToolResult.builder(content).isError(isError).build();
    }
}
