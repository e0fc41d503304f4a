package safeconduct.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import safeconduct.api.Endpoints;
import safeconduct.api.RecordView;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.LedgerVerifier;
import safeconduct.ledger.VerifierReport;
import safeconduct.ledger.note.NoteVerifier;
import safeconduct.ledger.note.SignedCheckpoint;

/** The ledger, through the server; and its verification, without. */
@Command(
        name = "ledger",
        description = "List, show, prove and verify what was recorded.",
        mixinStandardHelpOptions = true,
        subcommands = {})
final class LedgerCommand {

    private static final Columns LIST =
            Columns.of("record", "/index", "time", "/time", "type", "/type", "event", "/event");

    private final Terminal terminal;

    LedgerCommand(Terminal terminal) {
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

    /** Offline verification. */
    @Command(
            name = "verify",
            description =
                    "Checks a ledger's folder, or a copy, without a server. Exit 5 when it is not as it was signed.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {

        private final Terminal terminal;

        @Mixin
        @Nullable
        OutputOptions output;

        @Parameters(paramLabel = "FOLDER", arity = "0..1", description = "default: ${DEFAULT-VALUE}")
        Path folder = Path.of("data/ledger");

        @Option(
                names = "--key",
                paramLabel = "FILE",
                description =
                        "the ledger's public key; take it from elsewhere (default: keys/ledger.pub beside FOLDER)")
        @Nullable
        Path key;

        @Option(
                names = "--kept",
                paramLabel = "FILE",
                description = "a checkpoint kept elsewhere, that the ledger must still contain")
        List<Path> kept = new ArrayList<>();

        Verify(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            if (output == null) {
                throw new IllegalStateException("not run by the command line");
            }
            Path keyFile = key != null
                    ? key
                    : folder.toAbsolutePath().resolveSibling("keys").resolve("ledger.pub");
            try {
                NoteVerifier verifier = NoteVerifier.parse(read(keyFile).strip());
                List<SignedCheckpoint> checkpoints = kept.stream()
                        .map(Verify::read)
                        .map(SignedCheckpoint::parse)
                        .toList();
                return report(new LedgerVerifier(folder, verifier, checkpoints).verify(entry -> {}), output);
            } catch (LedgerFault fault) {
                terminal.err().println("safeconduct: " + fault.getMessage());
                return Exit.NOT_VERIFIED;
            }
        }

        private int report(VerifierReport report, OutputOptions how) {
            Columns columns = Columns.of(
                    "verified",
                    "/verified",
                    "records",
                    "/records",
                    "covered by checkpoints",
                    "/covered",
                    "checkpoints",
                    "/checkpoints",
                    "first bad record",
                    "/first",
                    "at the latest",
                    "/last",
                    "reason",
                    "/reason",
                    "not proven",
                    "/not_proven");
            var json = Json.object();
            switch (report) {
                case VerifierReport.Ok ok -> {
                    json.put("verified", true).put("records", ok.records()).put("covered", ok.covered());
                    json.put("checkpoints", ok.checkpoints()).set("not_proven", Json.from(ok.notProven()));
                }
                case VerifierReport.Bad bad ->
                    json.put("verified", false)
                            .put("first", bad.first())
                            .put("last", bad.last())
                            .put("reason", bad.reason());
            }
            how.show(terminal.out(), json, columns);
            return report instanceof VerifierReport.Ok ? Exit.OK : Exit.NOT_VERIFIED;
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException unreadable) {
                throw new Fault(Fault.Code.INVALID, "cannot read `" + file + "`: " + unreadable, unreadable);
            }
        }
    }
}
