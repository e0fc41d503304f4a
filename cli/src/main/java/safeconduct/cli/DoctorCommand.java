package safeconduct.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import safeconduct.api.Endpoints;
import safeconduct.api.Examination;
import safeconduct.api.Page;

/** Looks at everything. */
@Command(
        name = "doctor",
        description = {
            "Says what is wrong, and what to do about it. Exit 1 when something must be mended.",
            "Traffic that does not pass a door of this server is not governed, and not seen here."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final Columns LIST =
            Columns.of("category", "/category", "level", "/level", "code", "/code", "what", "/text", "fix", "/fix");

    private final Terminal terminal;

    @Mixin
    @Nullable
    ServerOptions server;

    @Mixin
    @Nullable
    OutputOptions output;

    @Option(names = "--prove", description = "send calls that must be denied; red if one passes")
    boolean prove;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (server == null || output == null) {
            throw new IllegalStateException("not run by the command line");
        }
        Examination found =
                server.client().get(Endpoints.DOCTOR, Examination.class, prove ? Map.of("prove", "true") : Map.of());
        output.list(terminal.out(), Page.whole(found.findings()), LIST);
        if (!output.quiet) {
            terminal.err().println("traffic that does not pass a door of this server is not governed");
        }
        return found.healthy() ? Exit.OK : Exit.FAILED;
    }
}
