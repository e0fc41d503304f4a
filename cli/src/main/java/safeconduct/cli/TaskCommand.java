package safeconduct.cli;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import safeconduct.api.AuthorityView;
import safeconduct.api.EndRequest;
import safeconduct.api.EndingView;
import safeconduct.api.Endpoints;
import safeconduct.api.TaskView;

/** Tasks. They are opened by `run` and `mcp connect`, or by token exchange. */
@Command(name = "task", description = "List, show and end tasks.", mixinStandardHelpOptions = true)
final class TaskCommand {

    private static final Columns LIST = Columns.of(
            "task",
            "/id",
            "state",
            "/state",
            "agent",
            "/agent",
            "purpose",
            "/purpose",
            "parameters",
            "/parameters",
            "opened",
            "/opened",
            "deadline",
            "/envelope/deadline",
            "ended by",
            "/end_reason");

    private static final Columns ONE = Columns.of(
            "task",
            "/id",
            "state",
            "/state",
            "agent",
            "/agent",
            "instance",
            "/instance",
            "workload",
            "/workload",
            "acting for",
            "/acting_for",
            "parent",
            "/parent",
            "purpose",
            "/purpose",
            "parameters",
            "/parameters",
            "vouched by",
            "/voucher",
            "environment",
            "/envelope/environment",
            "targets",
            "/envelope/targets",
            "data classes",
            "/envelope/data_classes",
            "budgets",
            "/envelope/budgets",
            "used",
            "/usage",
            "opened",
            "/opened",
            "last seen",
            "/last_seen",
            "deadline",
            "/envelope/deadline",
            "idle time",
            "/envelope/idle",
            "envelope",
            "/envelope/digest",
            "rules",
            "/envelope/bundle",
            "record",
            "/opened_record",
            "ended by",
            "/end_reason",
            "ended",
            "/ended");

    private static final Columns AUTHORITY = Columns.of("tool", "/tool");

    private static final Columns ENDING = Columns.of(
            "task",
            "/task/id",
            "state",
            "/task/state",
            "refused since",
            "/refused_since",
            "complete",
            "/complete",
            "receipts",
            "/receipts");

    private final Terminal terminal;

    TaskCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(name = "ls", description = "The newest first.", mixinStandardHelpOptions = true)
    int ls(
            @Mixin ServerOptions server,
            @Mixin OutputOptions output,
            @Mixin PageOptions page,
            @Option(names = "--living", description = "only those that are not ended") boolean living) {
        Map<String, String> query = new HashMap<>(living ? Map.of("living", "true") : page.query());
        output.list(terminal.out(), server.client().page(Endpoints.TASKS, TaskView.class, query), LIST);
        return Exit.OK;
    }

    @Command(
            name = "show",
            description = "One task: what it may do, and what it did use.",
            mixinStandardHelpOptions = true)
    int show(@Mixin ServerOptions server, @Mixin OutputOptions output, @Parameters(paramLabel = "TASK") String task) {
        output.show(terminal.out(), server.client().get(Endpoints.TASK, TaskView.class, Map.of(), task), ONE);
        return Exit.OK;
    }

    @Command(name = "children", description = "Tasks that were opened under it.", mixinStandardHelpOptions = true)
    int children(
            @Mixin ServerOptions server, @Mixin OutputOptions output, @Parameters(paramLabel = "TASK") String task) {
        output.list(terminal.out(), server.client().page(Endpoints.CHILDREN, TaskView.class, Map.of(), task), LIST);
        return Exit.OK;
    }

    @Command(
            name = "authority",
            description = "The tools that it may still call, and on what condition.",
            mixinStandardHelpOptions = true)
    int authority(
            @Mixin ServerOptions server, @Mixin OutputOptions output, @Parameters(paramLabel = "TASK") String task) {
        var tools = server.client().page(Endpoints.AUTHORITY, AuthorityView.class, Map.of(), task);
        if (output.forPeople()) {
            tools.items().forEach(tool -> {
                terminal.out().println(tool.target() + "/" + tool.tool() + ": " + tool.may());
                terminal.out().print(Columns.harmless(tool.condition()).indent(2));
            });
        } else {
            output.list(terminal.out(), tools, AUTHORITY);
        }
        return Exit.OK;
    }

    @Command(
            name = "end",
            description = "Ends it, and answers when its credentials are taken back.",
            mixinStandardHelpOptions = true)
    int end(@Mixin ServerOptions server, @Mixin OutputOptions output, @Parameters(paramLabel = "TASK") String task) {
        EndingView ending = server.client().post(Endpoints.END, new EndRequest("explicit"), EndingView.class, task);
        output.show(terminal.out(), ending, ENDING);
        return ending.complete() ? Exit.OK : Exit.FAILED;
    }
}
