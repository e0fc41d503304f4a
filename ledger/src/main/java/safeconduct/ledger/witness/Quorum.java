package safeconduct.ledger.witness;

import java.util.List;
import safeconduct.ledger.Ledger;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.note.SignedCheckpoint;

/**
 * Several witnesses, of which so many must cosign.
 *
 * @param needed how many cosignatures make a checkpoint good
 */
public record Quorum(List<WitnessClient> witnesses, int needed) {

    /** Refuses a number that can never be reached. */
    public Quorum {
        witnesses = List.copyOf(witnesses);
        if (needed < 1 || needed > witnesses.size()) {
            throw LedgerFault.invalid("quorum of `" + needed + "` from " + witnesses.size() + " witnesses");
        }
    }

    /** The ledger's checkpoint with the cosignatures of all who gave one; a fault when they are too few. */
    public SignedCheckpoint cosign(Ledger ledger) {
        SignedCheckpoint checkpoint = ledger.checkpoint();
        SignedCheckpoint signed = checkpoint;
        int count = 0;
        String away = "";
        for (WitnessClient witness : witnesses) {
            try {
                var line = witness.cosign(ledger, checkpoint);
                if (line.isPresent()) {
                    signed = new SignedCheckpoint(
                            checkpoint.checkpoint(), signed.note().with(line.get()));
                    count++;
                }
            } catch (LedgerFault unreachable) {
                away = ": " + unreachable.getMessage(); // The others may be enough.
            }
        }
        if (count < needed) {
            throw new LedgerFault(
                    LedgerFault.Code.UNAVAILABLE, count + " of " + needed + " needed witnesses cosigned" + away);
        }
        return signed;
    }
}
