package safeconduct.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import safeconduct.kernel.Fault;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.LedgerVerifier;
import safeconduct.ledger.note.NoteVerifier;
import safeconduct.ledger.note.SignedCheckpoint;

/** {@code java -jar safeconduct-verify.jar LEDGER KEY [CHECKPOINT_FILE ...]}, see its help text. */
public final class Main {

    static final int OK = 0;
    static final int USAGE = 2;
    static final int NOT_VERIFIED = 5;

    private static final String HELP = """
        usage: java -jar safeconduct-verify.jar LEDGER KEY [CHECKPOINT_FILE ...] [OPTION VALUE ...]

          LEDGER           the ledger's folder, or a copy of it
          KEY              its public key, name+id+base64, or a file with it; not from that folder
          CHECKPOINT_FILE  a checkpoint that was kept elsewhere: the ledger must still contain it
          --bundles FOLDER the archive of rules: those that records name must be there
          --openings FILE  what opens commitments, one line each: decisions are decided again from them
          --sample N       how many of them, taken at random (1000)
          --seed N         takes the same sample again

        exit code 0: everything is as it was signed; 5: something is not; 2: these arguments are wrong
        """;

    private Main() {}

    /** Ends with one of the exit codes of the help text. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> given, PrintStream out, PrintStream err) {
        var parsed = Arguments.parse(given);
        if (parsed.isEmpty() || parsed.get().plain().size() < 2) {
            err.print(HELP);
            return given.contains("--help") ? OK : USAGE;
        }
        try {
            return verify(parsed.get(), out, err);
        } catch (IOException | LedgerFault | Fault | NumberFormatException wrong) {
            err.println(wrong.getMessage());
            return wrong instanceof LedgerFault fault && fault.code() != LedgerFault.Code.INVALID
                    ? NOT_VERIFIED
                    : USAGE;
        }
    }

    private static int verify(Arguments arguments, PrintStream out, PrintStream err) throws IOException {
        List<String> plain = arguments.plain();
        var kept = new ArrayList<SignedCheckpoint>();
        for (String file : plain.subList(2, plain.size())) {
            kept.add(SignedCheckpoint.parse(Files.readString(Path.of(file))));
        }
        var ledger = Path.of(plain.getFirst());
        if (!Files.isDirectory(ledger)) {
            err.println("no folder `" + ledger + "`, expected a ledger");
            return USAGE;
        }
        return print(Audit.of(new LedgerVerifier(ledger, key(plain.get(1)), kept), arguments.evidence()), out);
    }

    private static NoteVerifier key(String given) throws IOException {
        Path file = Path.of(given);
        return NoteVerifier.parse(
                Files.isRegularFile(file) ? Files.readString(file).strip() : given);
    }

    private static int print(Audit audit, PrintStream out) {
        audit.checkpoint()
                .ifPresent(signed -> out.printf(
                        "%s: %d records, %d of them signed%n",
                        signed.checkpoint().origin(),
                        audit.records(),
                        signed.checkpoint().size()));
        audit.notes().forEach(note -> out.println("note: " + note));
        audit.notProven().forEach(limit -> out.println("not proven: " + limit));
        audit.bad().ifPresent(bad -> {
            String where = bad.first() == bad.last()
                    ? "record " + bad.first()
                    : "records " + bad.first() + " to " + bad.last();
            out.println("not verified: " + where + ": " + bad.reason());
        });
        if (audit.isGood()) {
            out.println("verified");
        }
        return audit.isGood() ? OK : NOT_VERIFIED;
    }
}
