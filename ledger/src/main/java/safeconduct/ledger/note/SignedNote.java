package safeconduct.ledger.note;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import safeconduct.ledger.LedgerFault;

/**
 * A text with signatures (c2sp.org/signed-note):
 *
 * <pre>
 * This is an example message.
 *
 * — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
 * </pre>
 *
 * A note that was read is well formed; who signed it, {@link #signedBy} says.
 *
 * @param text what is signed; ends with a line feed
 */
public record SignedNote(String text, List<Line> signatures) {

    /** How long a note may be, in characters. */
    public static final int LENGTH_MAX = 1_000_000;

    /** How many signatures a note may have. */
    public static final int SIGNATURES_MAX = 100;

    private static final String DASH = "— ";
    private static final int KEY_ID_LENGTH = 4;

    /**
     * One signature line.
     *
     * @param keyId which key of that name
     */
    public record Line(String name, int keyId, SignatureBytes signature) {

        /** Checks the name. */
        public Line {
            KeyName.check(name);
        }

        @Override
        public String toString() {
            byte[] bytes = signature.bytes();
            byte[] all = ByteBuffer.allocate(KEY_ID_LENGTH + bytes.length)
                    .putInt(keyId)
                    .put(bytes)
                    .array();
            return DASH + name + " " + Base64Text.encode(all) + "\n";
        }

        /** Reads one line, without its line feed. */
        public static Line parse(String line) {
            int space = line.indexOf(' ', DASH.length());
            if (!line.startsWith(DASH) || space < 0) {
                throw LedgerFault.invalid("malformed signature line `" + line + "`");
            }
            byte[] all = Base64Text.decode(line.substring(space + 1));
            if (all.length <= KEY_ID_LENGTH) {
                throw LedgerFault.invalid("signature line `" + line + "` is too short");
            }
            byte[] signature = Arrays.copyOfRange(all, KEY_ID_LENGTH, all.length);
            String name = line.substring(DASH.length(), space);
            return new Line(name, ByteBuffer.wrap(all).getInt(), new SignatureBytes(signature));
        }
    }

    /** Checks the text and copies the signatures. */
    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || text.codePoints().anyMatch(SignedNote::isForbidden)) {
            throw LedgerFault.invalid("malformed note, expected lines without control characters");
        }
        if (signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
            throw LedgerFault.invalid(
                    "note with " + signatures.size() + " signatures, expected 1 to " + SIGNATURES_MAX);
        }
    }

    /** Signs a text. */
    public static SignedNote sign(String text, NoteSigner signer) {
        var verifier = signer.verifier();
        var signature = new SignatureBytes(signer.sign(text));
        return new SignedNote(text, List.of(new Line(verifier.name(), verifier.keyId(), signature)));
    }

    /** Reads a note, in its only spelling. */
    public static SignedNote parse(String note) {
        if (note.length() > LENGTH_MAX) {
            throw LedgerFault.invalid("note is longer than " + LENGTH_MAX);
        }
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n") || split + 2 == note.length()) {
            throw LedgerFault.invalid("malformed note, expected a text, an empty line and signatures");
        }
        var lines = new ArrayList<Line>();
        for (String line : note.substring(split + 2, note.length() - 1).split("\n", -1)) {
            lines.add(Line.parse(line));
        }
        return new SignedNote(note.substring(0, split + 1), lines);
    }

    /** The same note with one more signature. */
    public SignedNote with(Line line) {
        var lines = new ArrayList<>(signatures);
        lines.add(line);
        return new SignedNote(text, lines);
    }

    /** True when this key signed, and every signature that claims to be of this key is good. */
    public boolean signedBy(NoteVerifier key) {
        var own = linesOf(key);
        return !own.isEmpty()
                && own.stream()
                        .allMatch(line -> key.accepts(text, line.signature().bytes()));
    }

    /** The first signature that claims to be of this key. */
    public Optional<Line> lineOf(NoteVerifier key) {
        return linesOf(key).stream().findFirst();
    }

    private List<Line> linesOf(NoteVerifier key) {
        int id = key.keyId();
        return signatures.stream()
                .filter(line -> line.keyId() == id && line.name().equals(key.name()))
                .toList();
    }

    /** How many of these keys signed; a bad signature of one of them makes it a fault. */
    public int countSignedBy(List<NoteVerifier> keys) {
        var signed = new HashSet<NoteVerifier>();
        for (NoteVerifier key : keys) {
            if (signedBy(key)) {
                signed.add(key);
            } else if (lineOf(key).isPresent()) {
                throw LedgerFault.invalid("note has a bad signature of `" + key.name() + "`");
            }
        }
        return signed.size();
    }

    private static boolean isForbidden(int point) {
        return (point < ' ' && point != '\n') || point == 0x7f || point == 0xfffd || isLoneSurrogate(point);
    }

    private static boolean isLoneSurrogate(int point) {
        return Character.getType(point) == Character.SURROGATE;
    }

    /** The note as it is written and sent. */
    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(note::append);
        return note.toString();
    }
}
