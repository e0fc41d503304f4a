package safeconduct.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import safeconduct.api.ApiClient;
import safeconduct.api.Endpoints;
import safeconduct.api.GrantView;
import safeconduct.api.Page;

/** Credentials that were minted. */
@Command(name = "grant", description = "List and show credentials that were minted.", mixinStandardHelpOptions = true)
final class GrantCommand {

    private static final Columns LIST = Columns.lines("""
        grant  /id
        state  /state
        target  /target
        principal  /principal
        task  /task
        created  /created
        probe  /receipt/probe
        revoked in ms  /receipt/millis\
        """);

    private static final Columns ONE = Columns.lines("""
        grant  /id
        state  /state
        task  /task
        target  /target
        principal  /principal
        created  /created
        until  /until
        revoking began  /receipt/started
        took ms  /receipt/millis
        sessions ended  /receipt/sessions
        probe  /receipt/probe
        complete  /receipt/complete
        problem  /receipt/problem
        steps  /receipt/steps\
        """);

    private static final Columns ORPHANS = Columns.of("principal", "/principal", "target", "/target");

    private final Terminal terminal;

    GrantCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Which ones. */
    static final class Which {
        @Option(names = "--open", description = "only those that are not taken back")
        boolean open;

        @Option(names = "--orphans", description = "what exists at the targets and no grant explains; exit 1 if any")
        boolean orphans;
    }

    @Command(name = "ls", description = "The newest first.", mixinStandardHelpOptions = true)
    int ls(@Mixin ServerOptions server, @Mixin OutputOptions output, @Mixin PageOptions page, @Mixin Which which) {
        if (which.orphans) {
            return orphans(server.client(), output);
        }
        Map<String, String> query = which.open ? Map.of("open", "true") : page.query();
        output.list(terminal.out(), server.client().page(Endpoints.GRANTS, GrantView.class, query), LIST);
        return Exit.OK;
    }

    private int orphans(ApiClient client, OutputOptions output) {
        GrantView.Orphans found = client.get(Endpoints.ORPHANS, GrantView.Orphans.class, Map.of());
        output.list(terminal.out(), Page.whole(found.orphans()), ORPHANS);
        found.unreachable()
                .forEach(target -> terminal.err()
                        .println("target `" + target.target() + "` could not be asked: "
                                + Columns.harmless(target.problem())));
        return found.orphans().isEmpty() && found.unreachable().isEmpty() ? Exit.OK : Exit.FAILED;
    }

    @Command(name = "show", description = "One grant, with its receipt.", mixinStandardHelpOptions = true)
    int show(@Mixin ServerOptions server, @Mixin OutputOptions output, @Parameters(paramLabel = "GRANT") String grant) {
        output.show(terminal.out(), server.client().get(Endpoints.GRANT, GrantView.class, Map.of(), grant), ONE);
        return Exit.OK;
    }
}
