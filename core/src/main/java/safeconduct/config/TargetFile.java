package safeconduct.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safeconduct.catalog.Effect;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.catalog.Tool;
import safeconduct.catalog.classify.Authors;
import safeconduct.catalog.classify.Reach;
import safeconduct.catalog.classify.Role;
import safeconduct.catalog.classify.Said;
import safeconduct.catalog.classify.Trust;

/**
 * One file of {@code targets/}.
 *
 * <pre>
 * target: shop
 * environment: dev
 * mcp:
 *   command: [npx, -y, "@modelcontextprotocol/server-postgres", "postgresql://127.0.0.1:5432/shop"]
 *   environment: {PGUSER: "${grant.user}", PGPASSWORD: "${grant.password}"}
 * tools:
 *   query: {effect: read, sql: sql, rows: json_array_text}
 *   notify: {effect: write, reach: open, reversible: false, roles: {to: destination}, results: own, fields: {text: foreign}}
 * broker: {kind: postgresql, settings: {host: 127.0.0.1, port: 5432, database: shop, user: broker, password: "file:…"}}
 * </pre>
 */
final class TargetFile {

    static final String FOLDER = "targets";

    private TargetFile() {}

    static Optional<Target> read(Section file) {
        Optional<TargetName> name = file.value("target", TargetName::new);
        if (name.isEmpty()) {
            file.text("target");
        }
        String environment = file.text("environment");
        Optional<Target.Connection> connection = file.section("mcp").flatMap(TargetFile::connection);
        if (!file.has("mcp")) {
            file.problem("`mcp` is missing: how is the target reached?");
        }
        Map<String, Tool> tools = new LinkedHashMap<>();
        file.named("tools").forEach((tool, section) -> tools.put(tool, tool(tool, section)));
        Optional<Target.BrokerSettings> broker = file.section("broker").map(section -> {
            Target.BrokerSettings settings = new Target.BrokerSettings(section.text("kind"), section.json("settings"));
            section.end();
            return settings;
        });
        file.end();
        return name.flatMap(known -> connection.map(reached -> new Target(known, environment, reached, tools, broker)));
    }

    private static Optional<Target.Connection> connection(Section mcp) {
        Optional<Target.Connection> connection = mcp.has("url") ? http(mcp) : stdio(mcp);
        mcp.end();
        return connection;
    }

    private static Optional<Target.Connection> http(Section mcp) {
        Map<String, String> headers = mcp.textMap("headers");
        return mcp.value("url", Uris::http).map(url -> new Target.Connection.Http(url, headers));
    }

    private static Optional<Target.Connection> stdio(Section mcp) {
        List<String> command = mcp.texts("command");
        Map<String, String> environment = mcp.textMap("environment");
        Optional<String> directory = mcp.optionalText("directory");
        if (command.isEmpty()) {
            mcp.problem("expected `url`, or `command` as a list");
            return Optional.empty();
        }
        if (command.stream().anyMatch(word -> word.contains("${"))) {
            mcp.problem("command", "a process's arguments are seen by others: put `${grant.…}` into `environment`");
        }
        return Optional.of(new Target.Connection.Stdio(command, environment, directory));
    }

    private static Tool tool(String name, Section section) {
        if (!section.has("effect")) {
            section.problem("`effect` of tool `" + name
                    + "` is missing, expected one of [read, write, delete, execute, admin]");
        }
        Tool tool = new Tool(
                name,
                section.word("effect", Effect.class).orElse(Effect.ADMIN),
                Set.copyOf(section.texts("data_classes")),
                section.optionalText("sql"),
                section.word("rows", Tool.ResultShape.class).orElse(Tool.ResultShape.UNKNOWN),
                said(section));
        section.end();
        return tool;
    }

    private static Said said(Section section) {
        Map<String, Trust> fields = new LinkedHashMap<>();
        section.words("fields", Trust.class)
                .forEach((field, trust) -> fields.put(field.toLowerCase(Locale.ROOT), trust));
        boolean reversible = section.bool("reversible", false);
        return new Said(
                section.word("reach", Reach.class),
                section.has("reversible") ? Optional.of(reversible) : Optional.empty(),
                section.words("roles", Role.class),
                section.word("results", Authors.class),
                fields);
    }
}
