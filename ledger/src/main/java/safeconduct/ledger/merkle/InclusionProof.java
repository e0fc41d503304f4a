package safeconduct.ledger.merkle;

import java.util.List;

/**
 * Shows that a record is in a tree: the hashes from the leaf's neighbour up to the root's child.
 *
 * @param index the record's place, counted from 0
 * @param treeSize how many records the tree has
 */
public record InclusionProof(long index, long treeSize, List<Hash> hashes) {

    /** A tree of 2^63 records has no longer proof. */
    public static final int HASHES_MAX = 64;

    /** Copies the hashes; whether they prove anything, {@link #verify} says. */
    public InclusionProof {
        hashes = List.copyOf(hashes);
    }

    /** True when a tree with this root has this leaf at {@code index} (RFC 9162, section 2.1.3.2). */
    public boolean verify(Hash leaf, Hash root) {
        return SubtreeProofs.verifyInclusion(index, new Subtree(0, treeSize), hashes, leaf, root);
    }
}
