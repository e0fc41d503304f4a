package safeconduct.ledger.note;

import java.util.List;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.merkle.Hash;
import safeconduct.ledger.merkle.TreeHasher;

/**
 * What a log says that it contains (c2sp.org/tlog-checkpoint):
 *
 * <pre>
 * example.com/log/testdata
 * 15
 * rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=
 * </pre>
 *
 * @param origin which log
 * @param size how many records it has
 * @param root the hash over all of them
 * @param extensions further lines, each not empty; we write none
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

    /** How many extension lines are read. */
    public static final int EXTENSIONS_MAX = 16;

    /** Checks every part. */
    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (origin.isEmpty() || origin.indexOf('\n') >= 0 || size < 0) {
            throw LedgerFault.invalid("malformed checkpoint of `" + origin + "` with size `" + size + "`");
        }
        if (extensions.size() > EXTENSIONS_MAX
                || extensions.stream().anyMatch(line -> line.isEmpty() || line.indexOf('\n') >= 0)) {
            throw LedgerFault.invalid("malformed extension lines of a checkpoint");
        }
        if (size == 0 && !root.equals(TreeHasher.emptyRoot())) {
            throw LedgerFault.invalid("checkpoint of an empty log does not have the empty root");
        }
    }

    /** A checkpoint without extensions. */
    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    /** Reads the text that is signed, in its only spelling. */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !lines[lines.length - 1].isEmpty()) {
            throw LedgerFault.invalid("malformed checkpoint, expected origin, size and root");
        }
        var extensions = List.of(lines).subList(3, lines.length - 1);
        return new Checkpoint(lines[0], Decimal.parse(lines[1]), Hash.parse(lines[2]), extensions);
    }

    /** The text that is signed. */
    @Override
    public String toString() {
        var text = new StringBuilder(origin + "\n" + size + "\n" + root + "\n");
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
