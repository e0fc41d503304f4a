package safeconduct.demo;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The configuration of the demonstration. */
final class Settings {

    static final String PURPOSE = "answer-ticket";

    private static final String PURPOSE_FILE = """
        purpose: answer-ticket
        description: looks customers and their orders up to answer a ticket
        environment: dev
        parameters:
          ticket: {type: integer}
        targets:
          shop:
            tools:
              query: {when: 'context.sql.verb == "select"'}
            database:
              tables:
                public.customers: {select: [id, name, email]}
                public.orders: {select: [id, customer_id, item]}
        budgets: {calls: 20, rows: 100, bytes: 1MB}
        ttl: 10m
        idle: 2m
        """;

    private Settings() {}

    /**
     * Files by their path in the folder.
     *
     * @param server the command of the MCP server
     */
    static Map<String, String> files(int port, int databasePort, List<String> server, String localKey) {
        String command = server.stream().map(Settings::quoted).collect(Collectors.joining(", ", "[", "]"));
        return Map.of(
                "safeconduct.yaml", """
                    server:
                      listen: 127.0.0.1:%d
                    identity:
                      - {name: local, kind: local, settings: {key_file: %s}}
                    """.formatted(port, quoted(localKey)),
                "targets/shop.yaml", """
                    target: shop
                    environment: dev
                    mcp:
                      command: %s
                      environment:
                        PGHOST: 127.0.0.1
                        PGPORT: "%d"
                        PGDATABASE: shop
                        PGUSER: "${grant.user}"
                        PGPASSWORD: "${grant.password}"
                    tools:
                      query: {effect: read, sql: sql, rows: json_array_text}
                    broker:
                      kind: postgresql
                      settings: {host: 127.0.0.1, port: %d, database: shop, user: safeconduct_broker, password: "file:data/keys/shop.password"}
                    """.formatted(command, databasePort, databasePort),
                "purposes/answer-ticket.yaml", PURPOSE_FILE);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
