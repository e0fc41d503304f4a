package safeconduct.ledger.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import safeconduct.ledger.LedgerFault;

/**
 * A witness's statement that it saw a checkpoint, and that it never saw another of that log that is not
 * consistent with it (c2sp.org/tlog-cosignature). The signature's bytes are the time, 8 bytes big-endian,
 * and 64 bytes of Ed25519 over:
 *
 * <pre>
 * cosignature/v1
 * time 1679315147
 * example.com/log/testdata
 * 15
 * rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=
 * </pre>
 */
public final class Cosignature {

    private static final int LENGTH = Long.BYTES + Ed25519.SIGNATURE_LENGTH;

    private Cosignature() {}

    /** The line that a witness adds under a checkpoint. */
    public static SignedNote.Line sign(Checkpoint checkpoint, NoteSigner witness, Instant now) {
        var key = witness.verifier();
        if (key.type() != NoteVerifier.Type.COSIGNATURE) {
            throw LedgerFault.invalid("key `" + key.name() + "` is not a witness's");
        }
        long time = now.getEpochSecond();
        byte[] signature = witness.signBytes(message(time, checkpoint.toString()));
        byte[] bytes = ByteBuffer.allocate(LENGTH).putLong(time).put(signature).array();
        return new SignedNote.Line(key.name(), key.keyId(), new SignatureBytes(bytes));
    }

    /** When this witness cosigned, if it did. */
    public static Optional<Instant> time(SignedCheckpoint checkpoint, NoteVerifier witness) {
        if (witness.type() != NoteVerifier.Type.COSIGNATURE
                || !checkpoint.note().signedBy(witness)) {
            return Optional.empty();
        }
        return checkpoint
                .note()
                .lineOf(witness)
                .map(line -> Instant.ofEpochSecond(
                        ByteBuffer.wrap(line.signature().bytes()).getLong()));
    }

    static boolean verify(KeyBytes key, String text, byte[] signature) {
        if (signature.length != LENGTH) {
            return false;
        }
        long time = ByteBuffer.wrap(signature).getLong();
        byte[] plain = Arrays.copyOfRange(signature, Long.BYTES, LENGTH);
        return time >= 0 && key.verify(message(time, text), plain);
    }

    private static byte[] message(long time, String text) {
        return ("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }
}
