package safeconduct.ledger.note;

import java.util.List;
import java.util.Optional;
import safeconduct.ledger.LedgerFault;

/** A checkpoint with the signatures under it: the log's own, and those of witnesses. */
public record SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {

    /** Refuses a note that is about something else. */
    public SignedCheckpoint {
        if (!note.text().equals(checkpoint.toString())) {
            throw LedgerFault.invalid("note does not have the text of its checkpoint");
        }
    }

    /** Signs a checkpoint with the log's key, whose name must be the origin. */
    public static SignedCheckpoint sign(Checkpoint checkpoint, NoteSigner signer) {
        if (!signer.verifier().name().equals(checkpoint.origin())) {
            throw LedgerFault.invalid(
                    "key `" + signer.verifier().name() + "` cannot sign for `" + checkpoint.origin() + "`");
        }
        return new SignedCheckpoint(checkpoint, SignedNote.sign(checkpoint.toString(), signer));
    }

    /** Reads a checkpoint without asking who signed it. */
    public static SignedCheckpoint parse(String text) {
        var note = SignedNote.parse(text);
        return new SignedCheckpoint(Checkpoint.parse(note.text()), note);
    }

    /** Reads a checkpoint, or says nothing when it is malformed, of another log, or not signed by this key. */
    public static Optional<SignedCheckpoint> open(String text, NoteVerifier key) {
        try {
            return Optional.of(parse(text)).filter(signed -> signed.signedBy(key));
        } catch (LedgerFault malformed) {
            return Optional.empty();
        }
    }

    /** True when the log's key signed this as the log's own. */
    public boolean signedBy(NoteVerifier key) {
        return key.name().equals(checkpoint.origin()) && note.signedBy(key);
    }

    /** How many of these witnesses cosigned. */
    public int cosignedBy(List<NoteVerifier> witnesses) {
        return note.countSignedBy(witnesses);
    }

    /** The checkpoint as it is written and sent. */
    @Override
    public String toString() {
        return note.toString();
    }
}
