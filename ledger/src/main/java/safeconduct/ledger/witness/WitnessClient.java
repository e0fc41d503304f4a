package safeconduct.ledger.witness;

import java.util.List;
import java.util.Optional;
import safeconduct.ledger.Ledger;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.merkle.Hash;
import safeconduct.ledger.note.Decimal;
import safeconduct.ledger.note.NoteVerifier;
import safeconduct.ledger.note.SignedCheckpoint;
import safeconduct.ledger.note.SignedNote;

/** Asks one witness to cosign a ledger's checkpoints. Belongs to one thread at a time. */
public final class WitnessClient {

    private final WitnessPort port;
    private final NoteVerifier key;
    /** What the witness knows, as far as we know. */
    private long known;

    /** A client that accepts only cosignatures of this key. */
    public WitnessClient(WitnessPort port, NoteVerifier key) {
        this.port = port;
        this.key = key;
    }

    /** Asks for a cosignature; nothing when the witness refuses, which is a reason to look closely. */
    public Optional<SignedNote.Line> cosign(Ledger ledger, SignedCheckpoint checkpoint) {
        Answer answer = ask(ledger, checkpoint);
        if (answer.status() == Answer.WRONG_SIZE && answer.contentType().equals(Answer.SIZE)) {
            known = Decimal.parse(answer.body().strip());
            answer = known <= checkpoint.checkpoint().size() ? ask(ledger, checkpoint) : answer;
        }
        if (answer.status() != Answer.COSIGNED) {
            return Optional.empty();
        }
        Optional<SignedNote.Line> line = own(checkpoint, answer.body());
        if (line.isPresent()) {
            known = checkpoint.checkpoint().size();
        }
        return line;
    }

    private Answer ask(Ledger ledger, SignedCheckpoint checkpoint) {
        long size = checkpoint.checkpoint().size();
        List<Hash> proof =
                known == 0 ? List.of() : ledger.consistency(known, size).hashes();
        return port.addCheckpoint(new AddCheckpoint(known, proof, checkpoint).toString());
    }

    /** The line of this witness, if its signature is good. */
    private Optional<SignedNote.Line> own(SignedCheckpoint checkpoint, String body) {
        try {
            return body.lines()
                    .map(SignedNote.Line::parse)
                    .filter(line -> new SignedNote(checkpoint.note().text(), List.of(line)).signedBy(key))
                    .findFirst();
        } catch (LedgerFault malformed) {
            return Optional.empty();
        }
    }
}
