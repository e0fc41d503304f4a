package safeconduct.server.http;

import java.util.Base64;
import safeconduct.kernel.Fault;
import safeconduct.ledger.Ledger;
import safeconduct.ledger.merkle.Hash;
import safeconduct.ledger.note.SignedCheckpoint;

/** What the ledger itself says about its records. */
public record LedgerProofs(Ledger ledger) implements Ports.Proofs {

    @Override
    public String checkpoint() {
        return ledger.checkpoint().toString();
    }

    @Override
    public Proof proof(long record) {
        if (record >= ledger.size()) {
            throw new Fault(Fault.Code.NOT_FOUND, "no record " + record + ", the ledger has " + ledger.size());
        }
        SignedCheckpoint checkpoint = ledger.checkpoint();
        long size = checkpoint.checkpoint().size();
        return new Proof(
                size,
                Base64.getEncoder().encodeToString(ledger.read(record)),
                ledger.inclusion(record, size).hashes().stream()
                        .map(Hash::toString)
                        .toList(),
                checkpoint.toString());
    }
}
