package safeconduct.cli.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import safeconduct.cli.Columns;
import safeconduct.cli.Exit;
import safeconduct.cli.OutputOptions;
import safeconduct.cli.Terminal;
import safeconduct.config.archive.BundleArchive;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Randomness;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.LedgerVerifier;
import safeconduct.ledger.note.NoteVerifier;
import safeconduct.ledger.note.SignedCheckpoint;
import safeconduct.verify.Audit;
import safeconduct.verify.Evidence;

/** Offline verification. */
@Command(
        name = "verify",
        description = {
            "Checks a ledger's folder, or a copy, without a server: every hash and signature, what the records say"
                + " about each other, that the rules they name are there, and that a sample of decisions follows from"
                + " them.",
            "Exit 5 when something is wrong; it names the first bad record."
        },
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

    private static final Columns REPORT = Columns.of(
            "verified",
            "/verified",
            "records",
            "/records",
            "covered by checkpoints",
            "/covered",
            "first bad record",
            "/first",
            "at the latest",
            "/last",
            "reason",
            "/reason",
            "notes",
            "/notes",
            "not proven",
            "/not_proven");

    private final Terminal terminal;

    @Mixin
    @Nullable
    OutputOptions output;

    @Parameters(paramLabel = "FOLDER", arity = "0..1", description = "default: ${DEFAULT-VALUE}")
    Path folder = Path.of("data/ledger");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "the ledger's public key; take it from elsewhere (default: keys/ledger.pub beside FOLDER)")
    @Nullable
    Path key;

    @Option(
            names = "--kept",
            paramLabel = "FILE",
            description = "a checkpoint kept elsewhere, that the ledger must still contain")
    List<Path> kept = new ArrayList<>();

    @Option(
            names = "--bundles",
            paramLabel = "FOLDER",
            description = "the archive of rules (default: bundles beside FOLDER)")
    @Nullable
    Path bundles;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "how many decisions are decided again (default: ${DEFAULT-VALUE})")
    int sample = Evidence.SAMPLE;

    @Option(names = "--seed", paramLabel = "N", description = "takes the same sample again (default: a random one)")
    @Nullable
    Long seed;

    /** With what it talks to. */
    public VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (output == null) {
            throw new IllegalStateException("not run by the command line");
        }
        Path keyFile = key != null ? key : beside("keys").resolve("ledger.pub");
        try (KeptInputs inputs = KeptInputs.open(beside("."))) {
            NoteVerifier verifier = NoteVerifier.parse(read(keyFile).strip());
            List<SignedCheckpoint> checkpoints = kept.stream()
                    .map(VerifyCommand::read)
                    .map(SignedCheckpoint::parse)
                    .toList();
            return report(Audit.of(new LedgerVerifier(folder, verifier, checkpoints), evidence(inputs)), output);
        } catch (LedgerFault fault) {
            terminal.err().println("safeconduct: " + fault.getMessage());
            return Exit.NOT_VERIFIED;
        }
    }

    private Evidence evidence(KeptInputs inputs) {
        BundleArchive archive = new BundleArchive(bundles != null ? bundles : beside(BundleArchive.FOLDER));
        long random = seed != null ? seed : Randomness.secure().nextLong() >>> 1;
        return new Evidence(Optional.of(archive).filter(BundleArchive::exists), inputs, sample, random);
    }

    private Path beside(String name) {
        return folder.toAbsolutePath().normalize().resolveSibling(name).normalize();
    }

    private int report(Audit audit, OutputOptions how) {
        var json = Json.object().put("verified", audit.isGood()).put("records", audit.records());
        audit.checkpoint()
                .ifPresent(signed -> json.put("covered", signed.checkpoint().size()));
        audit.bad()
                .ifPresent(bad ->
                        json.put("first", bad.first()).put("last", bad.last()).put("reason", bad.reason()));
        json.set("notes", Json.from(audit.notes()));
        json.set("not_proven", Json.from(audit.notProven()));
        how.show(terminal.out(), json, REPORT);
        return audit.isGood() ? Exit.OK : Exit.NOT_VERIFIED;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new Fault(Fault.Code.INVALID, "cannot read `" + file + "`: " + unreadable, unreadable);
        }
    }
}
