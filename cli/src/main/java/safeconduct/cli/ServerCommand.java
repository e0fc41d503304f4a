package safeconduct.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import safeconduct.server.Server;

/** Runs the server in this process. */
@Command(
        name = "server",
        description = {
            "Serves until it is stopped: the MCP door, the token service and the API.",
            "When it is stopped in order (Ctrl-C, SIGTERM), every task is ended, with receipts."
        },
        mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "PATH",
            defaultValue = "${env:SAFECONDUCT_CONFIG:-.}",
            description = "safeconduct.yaml or its folder (default: SAFECONDUCT_CONFIG, or the current folder)")
    Path folder = Path.of(".");

    ServerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Server server = Server.start(root());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
        terminal.out().println("serving at " + server.address());
        terminal.out().flush();
        terminal.err().println("traffic that does not pass a door of this server is not governed");
        server.await();
        return Exit.FAILED; // A part of it died; the log says which. The hook ends the tasks.
    }

    /** The folder, also where its {@code safeconduct.yaml} is named. */
    private Path root() {
        Path path = folder.toAbsolutePath().normalize();
        Path parent = path.getParent();
        return path.endsWith("safeconduct.yaml") && parent != null ? parent : path;
    }
}
