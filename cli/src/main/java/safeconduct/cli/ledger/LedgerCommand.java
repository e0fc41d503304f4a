package safeconduct.cli.ledger;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import safeconduct.api.Endpoints;
import safeconduct.api.RecordView;
import safeconduct.cli.Columns;
import safeconduct.cli.Exit;
import safeconduct.cli.OutputOptions;
import safeconduct.cli.PageOptions;
import safeconduct.cli.ServerOptions;
import safeconduct.cli.Terminal;

/** The ledger, through the server; and its verification, without. */
@Command(
        name = "ledger",
        description = "List, show, prove and verify what was recorded.",
        mixinStandardHelpOptions = true,
        subcommands = {})
public final class LedgerCommand {

    private static final Columns LIST =
            Columns.of("record", "/index", "time", "/time", "type", "/type", "event", "/event");

    private final Terminal terminal;

    /** With what it talks to. */
    public LedgerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Which records. */
    static final class Which {
        @Option(names = "--from", paramLabel = "RECORD", description = "from this record on")
        long from;

        @Option(names = "--type", paramLabel = "TYPE", description = "only this type, for example decided")
        @Nullable
        String type;

        @Option(names = "--task", paramLabel = "TASK", description = "only of this task")
        @Nullable
        String task;

        Map<String, String> query(PageOptions page) {
            Map<String, String> query = new HashMap<>(page.query());
            query.put("from", "" + from);
            if (type != null) {
                query.put("type", type);
            }
            if (task != null) {
                query.put("task", task);
            }
            return query;
        }
    }

    @Command(name = "ls", description = "Records, in order.", mixinStandardHelpOptions = true)
    int ls(@Mixin ServerOptions server, @Mixin OutputOptions output, @Mixin PageOptions page, @Mixin Which which) {
        output.list(terminal.out(), server.client().page(Endpoints.RECORDS, RecordView.class, which.query(page)), LIST);
        return Exit.OK;
    }

    @Command(name = "show", description = "One record.", mixinStandardHelpOptions = true)
    int show(@Mixin ServerOptions server, @Mixin OutputOptions output, @Parameters(paramLabel = "RECORD") long record) {
        output.show(
                terminal.out(), server.client().get(Endpoints.RECORD, RecordView.class, Map.of(), "" + record), LIST);
        return Exit.OK;
    }

    @Command(
            name = "proof",
            description = "That a record stands in the ledger, for whoever has its public key.",
            mixinStandardHelpOptions = true)
    int proof(
            @Mixin ServerOptions server, @Mixin OutputOptions output, @Parameters(paramLabel = "RECORD") long record) {
        Columns columns = Columns.of(
                "record", "/index", "of", "/size", "bytes", "/record", "path", "/hashes", "checkpoint", "/checkpoint");
        output.show(
                terminal.out(),
                server.client().get(Endpoints.PROOF, RecordView.Proof.class, Map.of(), "" + record),
                columns);
        return Exit.OK;
    }

    @Command(name = "checkpoint", description = "The signed statement of the whole.", mixinStandardHelpOptions = true)
    int checkpoint(@Mixin ServerOptions server) {
        terminal.out().print(server.client().text(Endpoints.CHECKPOINT));
        return Exit.OK;
    }
}
