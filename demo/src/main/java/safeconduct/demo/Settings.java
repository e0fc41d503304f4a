package safeconduct.demo;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The configuration of the demonstration. */
final class Settings {

    static final String PURPOSE = "answer-ticket";
    static final String NPM_PURPOSE = "answer-ticket-npm";
    static final String NPM_TARGET = "shop-npm";

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
              exceptions: EXCEPTIONS
        budgets: {calls: 20, rows: 100, bytes: 1MB}
        ttl: 10m
        idle: 2m
        """;

    private static final String NPM_AGENT = """
        agent: support-bot
        owner: {name: team-support, contact: "support@example.com"}
        expires: 2027-12-31
        identities: [{verifier: local, subject: spiffe://local/support-bot}]
        purposes: [answer-ticket, answer-ticket-npm]
        on_behalf: never
        """;

    private Settings() {}

    /**
     * Files by their path in the folder.
     *
     * @param server the command of the MCP server
     */
    static Map<String, String> files(Installation installation, Place place, List<String> server) {
        return Map.of(
                "safeconduct.yaml",
                        """
                        server:
                          listen: 127.0.0.1:%d
                        identity:
                          - {name: local, kind: local, settings: {key_file: %s}}
                        """.formatted(
                                        installation.port(),
                                        quoted(installation.localKey().toString())),
                "targets/shop.yaml", target(place, server),
                "purposes/answer-ticket.yaml", PURPOSE_FILE.replace("EXCEPTIONS", list(place.exceptions())));
    }

    /** What the npm server adds: a target and a purpose, alike but for the server's command. */
    static Map<String, String> npm(Place place, List<String> server) {
        String purpose = PURPOSE_FILE
                .replace("purpose: answer-ticket", "purpose: " + NPM_PURPOSE)
                .replace("  shop:", "  " + NPM_TARGET + ":")
                .replace("EXCEPTIONS", list(place.exceptions()));
        String target = target(place, server)
                .replace("target: shop", "target: " + NPM_TARGET)
                .replace("PGSSLMODE: " + place.target().sslmode(), "PGSSLMODE: " + nodeSslmode(place.target()));
        return Map.of(
                "targets/shop-npm.yaml", target,
                "purposes/answer-ticket-npm.yaml", purpose,
                "agents/support-bot.yaml", NPM_AGENT);
    }

    /** Node's driver takes `prefer` for `require`. */
    static String nodeSslmode(Target target) {
        return target.sslmode().equals("prefer") ? "disable" : target.sslmode();
    }

    private static String target(Place place, List<String> server) {
        Target at = place.target();
        String host = quoted(at.bareHost());
        String database = place.names().database();
        return """
            target: shop
            environment: dev
            mcp:
              command: %s
              environment:
                PGHOST: %s
                PGPORT: "%d"
                PGDATABASE: %s
                PGSSLMODE: %s
                PGUSER: "${grant.user}"
                PGPASSWORD: "${grant.password}"
            tools:
              query: {effect: read, sql: sql, rows: json_array_text}
            broker:
              kind: postgresql
              settings: {host: %s, port: %d, database: %s, sslmode: %s, user: %s, password: "file:data/keys/shop.password"}
            """.formatted(
                        list(server),
                        quoted(at.host()),
                        at.port(),
                        database,
                        at.sslmode(),
                        host,
                        at.port(),
                        database,
                        at.sslmode(),
                        place.names().broker());
    }

    private static String list(List<String> texts) {
        return texts.stream().map(Settings::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
