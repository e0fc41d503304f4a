package safeconduct.cli;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import safeconduct.api.TaskClient;
import safeconduct.cli.bridge.StdioBridge;
import safeconduct.kernel.Background;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;

/** MCP for clients that only know standard input and output. */
@Command(name = "mcp", description = "Connect an MCP client.", mixinStandardHelpOptions = true)
final class McpCommand {

    private final Terminal terminal;
    private final Time time;

    McpCommand(Terminal terminal, Time time) {
        this.terminal = terminal;
        this.time = time;
    }

    @Command(
            name = "connect",
            description = {
                "An MCP server on standard input and output: put it into a client's settings as its command.",
                "Opens a task, holds its key, renews its tokens, and ends it when the client closes the input."
            },
            mixinStandardHelpOptions = true)
    int connect(@Mixin TaskOptions task, @Parameters(paramLabel = "TARGET") String target) throws InterruptedException {
        TaskClient session = task.open(time);
        terminal.err().println("task " + session.task() + " is open");
        AtomicBoolean ended = new AtomicBoolean();
        Thread whenKilled = Thread.ofPlatform().unstarted(() -> end(session, ended));
        Runtime.getRuntime().addShutdownHook(whenKilled);
        try (Background background = new Background(name -> terminal.err().println(name + " died"))) {
            new StdioBridge(session, target, terminal.out()).run(terminal.in(), background);
            return Exit.OK;
        } catch (IOException broken) {
            throw new Fault(Fault.Code.UNAVAILABLE, "the client is gone: " + broken.getMessage(), broken);
        } finally {
            end(session, ended);
            Runtime.getRuntime().removeShutdownHook(whenKilled);
        }
    }

    private void end(TaskClient session, AtomicBoolean ended) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        try {
            String how = session.end("explicit") ? " has ended" : " is not ended yet; its idle time will";
            terminal.err().println("task " + session.task() + how);
        } catch (Fault away) {
            terminal.err().println("task " + session.task() + " is left to its idle time: " + away.getMessage());
        }
    }
}
