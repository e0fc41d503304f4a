package safeconduct.ledger.witness;

import java.util.ArrayList;
import java.util.List;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.merkle.Hash;
import safeconduct.ledger.note.Decimal;
import safeconduct.ledger.note.SignedCheckpoint;
import safeconduct.ledger.note.SignedNote;

/**
 * What a log sends to a witness (c2sp.org/tlog-witness):
 *
 * <pre>
 * old 1
 * Wqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=
 *
 * example.com/log/testdata
 * 3
 * …
 * </pre>
 *
 * @param old the size that the log believes the witness to know; 0 for none
 * @param proof that the checkpoint's tree grew from that size
 */
public record AddCheckpoint(long old, List<Hash> proof, SignedCheckpoint checkpoint) {

    /** The specification's limit. */
    public static final int PROOF_MAX = 63;

    private static final String OLD = "old ";

    /** Checks sizes and copies the proof. */
    public AddCheckpoint {
        proof = List.copyOf(proof);
        if (old < 0 || old > checkpoint.checkpoint().size()) {
            throw LedgerFault.invalid("old size `" + old + "` is larger than that of the checkpoint");
        }
        if (proof.size() > PROOF_MAX || (old == 0 && !proof.isEmpty())) {
            throw LedgerFault.invalid("proof of " + proof.size() + " hashes from size " + old);
        }
    }

    /** Reads a request, in its only spelling. */
    public static AddCheckpoint parse(String body) {
        int split = body.indexOf("\n\n");
        if (body.length() > SignedNote.LENGTH_MAX || split < 0 || !body.startsWith(OLD)) {
            throw LedgerFault.invalid("malformed request, expected `old SIZE`, hashes, an empty line and a checkpoint");
        }
        List<String> lines = new ArrayList<>(List.of(body.substring(0, split).split("\n", -1)));
        long old = Decimal.parse(lines.removeFirst().substring(OLD.length()));
        var proof = lines.stream().map(Hash::parse).toList();
        return new AddCheckpoint(old, proof, SignedCheckpoint.parse(body.substring(split + 2)));
    }

    /** The request as it is sent. */
    @Override
    public String toString() {
        var body = new StringBuilder(OLD).append(old).append('\n');
        proof.forEach(hash -> body.append(hash).append('\n'));
        return body.append('\n').append(checkpoint).toString();
    }
}
