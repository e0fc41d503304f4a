package safeconduct.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.note.NoteVerifier;
import safeconduct.ledger.note.SignedCheckpoint;

/** {@code java -jar safeconduct-verify.jar LEDGER KEY [CHECKPOINT_FILE ...]}. */
public final class Main {

    static final int OK = 0;
    static final int USAGE = 2;
    static final int NOT_VERIFIED = 5;

    private static final String HELP = """
        usage: java -jar safeconduct-verify.jar LEDGER KEY [CHECKPOINT_FILE ...]

          LEDGER           the ledger's folder, or a copy of it
          KEY              its public key, name+id+base64, or a file with it; not from that folder
          CHECKPOINT_FILE  a checkpoint that was kept elsewhere: the ledger must still contain it

        exit code 0: everything is as it was signed; 5: something is not; 2: these arguments are wrong
        """;

    private Main() {}

    /** Ends with one of the exit codes of the help text. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() < 2 || arguments.contains("--help")) {
            err.print(HELP);
            return arguments.contains("--help") ? OK : USAGE;
        }
        try {
            var kept = new ArrayList<SignedCheckpoint>();
            for (String file : arguments.subList(2, arguments.size())) {
                kept.add(SignedCheckpoint.parse(Files.readString(Path.of(file))));
            }
            var ledger = Path.of(arguments.getFirst());
            if (!Files.isDirectory(ledger)) {
                err.println("no folder `" + ledger + "`, expected a ledger");
                return USAGE;
            }
            return print(Audit.of(ledger, key(arguments.get(1)), kept), out);
        } catch (IOException | LedgerFault wrong) {
            err.println(wrong.getMessage());
            return wrong instanceof LedgerFault fault && fault.code() != LedgerFault.Code.INVALID
                    ? NOT_VERIFIED
                    : USAGE;
        }
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
