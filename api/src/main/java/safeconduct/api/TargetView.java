package safeconduct.api;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import safeconduct.catalog.Target;
import safeconduct.catalog.Tool;

/**
 * A system with tools or data.
 *
 * @param connection {@code http} or {@code stdio}
 * @param broker the kind that mints its credentials
 */
public record TargetView(
        String name, String environment, String connection, Optional<String> broker, List<ToolView> tools) {

    /**
     * One of its operations.
     *
     * @param sqlArgument the argument that is judged by a grammar of SQL
     * @param counts whether rows are counted, or only bytes
     */
    public record ToolView(
            String name, String effect, List<String> dataClasses, Optional<String> sqlArgument, String counts) {

        static ToolView of(Tool tool) {
            return new ToolView(
                    tool.name(),
                    tool.effect().name().toLowerCase(Locale.ROOT),
                    tool.dataClasses().stream().sorted().toList(),
                    tool.sqlArgument(),
                    tool.rows() == Tool.ResultShape.UNKNOWN ? "bytes" : "rows");
        }
    }

    public static TargetView of(Target target) {
        String connection =
                switch (target.connection()) {
                    case Target.Connection.Http http -> "http";
                    case Target.Connection.Stdio stdio -> "stdio";
                };
        return new TargetView(
                target.name().value(),
                target.environment(),
                connection,
                target.broker().map(Target.BrokerSettings::kind),
                target.tools().values().stream()
                        .sorted(Comparator.comparing(Tool::name))
                        .map(ToolView::of)
                        .toList());
    }
}
