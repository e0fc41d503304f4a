package safeconduct.ledger.merkle;

/**
 * Where the hash of each complete subtree lies when they are written in the order in which they become
 * known: leaf 0, leaf 1, node 0-1, leaf 2, leaf 3, node 2-3, node 0-3, leaf 4 …
 */
public final class StoredHashes {

    private StoredHashes() {}

    /** The place of one hash, counted in hashes from 0. */
    public static long place(int level, long number) {
        // A node is written after its last leaf and the nodes below it that end there.
        long leaf = ((number + 1) << level) - 1;
        return 2 * leaf - Long.bitCount(leaf) + level;
    }

    /** How many hashes are known when the tree has {@code size} leaves. */
    public static long count(long size) {
        return 2 * size - Long.bitCount(size);
    }
}
