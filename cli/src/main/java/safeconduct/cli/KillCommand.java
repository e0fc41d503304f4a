package safeconduct.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import safeconduct.api.ContainmentView;
import safeconduct.api.ContainmentView.Kill;
import safeconduct.api.ContainmentView.Killed;
import safeconduct.api.ContainmentView.Lift;
import safeconduct.api.EndingView;
import safeconduct.api.Endpoints;
import safeconduct.api.ReceiptView;
import safeconduct.api.Status;
import safeconduct.kernel.Json;

/** The kill switch. */
@Command(
        name = "kill",
        description = "Stop a task, an agent, a target or everything, and take its credentials back.",
        mixinStandardHelpOptions = true)
final class KillCommand {

    private static final Columns ENDED = Columns.of(
            "task",
            "/task",
            "agent",
            "/agent",
            "purpose",
            "/purpose",
            "state",
            "/state",
            "refused since",
            "/refused_since",
            "credentials",
            "/credentials",
            "sessions",
            "/sessions",
            "nothing left",
            "/complete");

    private static final Columns LIST =
            Columns.of("kind", "/kind", "name", "/value", "reason", "/reason", "by", "/by", "since", "/since");

    /** Why. */
    static final class Why {
        @Option(names = "--reason", paramLabel = "TEXT", description = "goes into the ledger")
        String reason = "";
    }

    private final Terminal terminal;

    KillCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(name = "task", description = "One task and its children.", mixinStandardHelpOptions = true)
    int task(
            @Mixin ServerOptions server,
            @Mixin OutputOptions output,
            @Mixin Why why,
            @Parameters(paramLabel = "TASK") String task) {
        return kill(server, output, new Kill("task", task, why.reason));
    }

    @Command(name = "agent", description = "All tasks of an agent; it opens no more.", mixinStandardHelpOptions = true)
    int agent(
            @Mixin ServerOptions server,
            @Mixin OutputOptions output,
            @Mixin Why why,
            @Parameters(paramLabel = "AGENT") String agent) {
        return kill(server, output, new Kill("agent", agent, why.reason));
    }

    @Command(name = "target", description = "All tasks that may use a target.", mixinStandardHelpOptions = true)
    int target(
            @Mixin ServerOptions server,
            @Mixin OutputOptions output,
            @Mixin Why why,
            @Parameters(paramLabel = "TARGET") String target) {
        return kill(server, output, new Kill("target", target, why.reason));
    }

    @Command(name = "all", description = "Everything.", mixinStandardHelpOptions = true)
    int all(@Mixin ServerOptions server, @Mixin OutputOptions output, @Mixin Why why) {
        return kill(server, output, new Kill("all", "", why.reason));
    }

    private int kill(ServerOptions server, OutputOptions output, Kill kill) {
        Killed killed = server.client().post(Endpoints.KILL, kill, Killed.class);
        if (output.forPeople()) {
            terminal.out().println("no call is allowed since " + killed.accepted());
            terminal.out().print(ENDED.table(rows(killed)));
        } else {
            output.show(terminal.out(), killed, ENDED);
        }
        boolean complete = killed.endings().stream().allMatch(ending -> ending.complete());
        if (!complete) {
            terminal.err()
                    .println("no call is allowed any more; some credentials are not taken back yet: see"
                            + " `safeconduct grant ls --open`");
        }
        return complete ? Exit.OK : Exit.FAILED;
    }

    private static ArrayNode rows(Killed killed) {
        ArrayNode rows = Json.array();
        for (EndingView ending : killed.endings()) {
            rows.addObject()
                    .put("task", ending.task().id())
                    .put("agent", ending.task().agent())
                    .put("purpose", ending.task().purpose())
                    .put("state", ending.task().state())
                    .put("refused_since", String.valueOf(ending.refusedSince()))
                    .put("credentials", ending.receipts().size())
                    .put(
                            "sessions",
                            ending.receipts().stream()
                                    .mapToInt(ReceiptView::sessions)
                                    .sum())
                    .put("complete", ending.complete() ? "yes" : "not yet");
        }
        return rows;
    }

    @Command(name = "ls", description = "What is contained now.", mixinStandardHelpOptions = true)
    int ls(@Mixin ServerOptions server, @Mixin OutputOptions output) {
        output.list(
                terminal.out(), server.client().page(Endpoints.CONTAINMENTS, ContainmentView.class, Map.of()), LIST);
        return Exit.OK;
    }

    @Command(
            name = "lift",
            description = "Frees what was contained; ended tasks stay ended.",
            mixinStandardHelpOptions = true)
    int lift(
            @Mixin ServerOptions server,
            @Mixin Why why,
            @Parameters(paramLabel = "KIND", description = "agent, target or all") String kind,
            @Parameters(paramLabel = "NAME", arity = "0..1", defaultValue = "") String name) {
        server.client().post(Endpoints.LIFT, new Lift(kind, name, why.reason), Status.class);
        return Exit.OK;
    }
}
