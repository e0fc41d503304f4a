package safeconduct.ledger.merkle;

import java.util.List;

/**
 * Shows that a tree only grew: the first {@code from} records of the larger tree are the smaller tree.
 *
 * @param from how many records the older tree has
 * @param to how many the newer one has
 */
public record ConsistencyProof(long from, long to, List<Hash> hashes) {

    /** Copies the hashes; whether they prove anything, {@link #verify} says. */
    public ConsistencyProof {
        hashes = List.copyOf(hashes);
    }

    /**
     * True when the tree with root {@code newer} has the tree with root {@code older} as its beginning
     * (RFC 9162, section 2.1.4.2). An empty older tree proves nothing, so it is refused.
     */
    public boolean verify(Hash older, Hash newer) {
        return from > 0 && SubtreeProofs.verifyConsistency(new Subtree(0, from), to, hashes, older, newer);
    }
}
