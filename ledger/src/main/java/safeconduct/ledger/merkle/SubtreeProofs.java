package safeconduct.ledger.merkle;

import java.util.Arrays;
import java.util.List;

/**
 * Checks proofs about subtrees (draft-ietf-plants-merkle-tree-certs, section 4). Those about whole trees
 * (RFC 9162, section 2.1) are the case in which the subtree starts at 0.
 */
public final class SubtreeProofs {

    private SubtreeProofs() {}

    /** True when the record at {@code index} of the log has this leaf hash in the subtree with this root. */
    public static boolean verifyInclusion(long index, Subtree subtree, List<Hash> proof, Hash leaf, Hash root) {
        if (!subtree.isValid() || index < subtree.start() || index >= subtree.end()) {
            return false;
        }
        var hasher = new TreeHasher();
        var walk = new Walk(index - subtree.start(), index - subtree.start(), subtree.size() - 1);
        byte[] hash = leaf.bytes();
        for (Hash sibling : proof) {
            if (walk.atRoot()) {
                return false;
            }
            if (walk.isRightOrLast()) {
                hash = hasher.node(sibling.bytes(), hash);
                walk.upUntilRight();
            } else {
                hash = hasher.node(hash, sibling.bytes());
            }
            walk.up();
        }
        return walk.atRoot() && Arrays.equals(hash, root.bytes());
    }

    /** True when the subtree with root {@code older} is part of the tree of {@code size} records with root {@code newer}. */
    public static boolean verifyConsistency(Subtree subtree, long size, List<Hash> proof, Hash older, Hash newer) {
        if (subtree.isEmpty()) {
            return subtree.end() <= size && proof.isEmpty() && older.equals(TreeHasher.emptyRoot());
        }
        if (!subtree.isValid() || subtree.end() > size) {
            return false;
        }
        var walk = new Walk(subtree.start(), subtree.end() - 1, size - 1);
        walk.upToCommonNode();
        boolean whole = walk.atSubtreeRoot();
        if (!whole && proof.isEmpty()) {
            return false;
        }
        byte[] seed = whole ? older.bytes() : proof.getFirst().bytes();
        return climb(walk, seed, whole ? proof : proof.subList(1, proof.size()), older, newer);
    }

    private static boolean climb(Walk walk, byte[] seed, List<Hash> proof, Hash older, Hash newer) {
        var hasher = new TreeHasher();
        byte[] first = seed;
        byte[] second = seed;
        for (Hash hash : proof) {
            if (walk.atRoot()) {
                return false;
            }
            byte[] next = hash.bytes();
            if (walk.isRightOrLast()) {
                first = walk.atSubtreeRoot() ? first : hasher.node(next, first);
                second = hasher.node(next, second);
                walk.upUntilRight();
            } else {
                second = hasher.node(second, next);
            }
            walk.up();
        }
        return walk.atRoot() && Arrays.equals(first, older.bytes()) && Arrays.equals(second, newer.bytes());
    }

    /** Where a check stands: the first and last node of the subtree and the last of the tree, on one level. */
    private static final class Walk {

        private long first;
        private long node;
        private long last;

        Walk(long first, long node, long last) {
            this.first = first;
            this.node = node;
            this.last = last;
        }

        boolean atRoot() {
            return last == 0;
        }

        boolean atSubtreeRoot() {
            return first == node;
        }

        boolean isRightOrLast() {
            return (node & 1) == 1 || node == last;
        }

        void up() {
            first >>= 1;
            node >>= 1;
            last >>= 1;
        }

        /** Leaves the levels on which the node has no sibling. */
        void upUntilRight() {
            while ((node & 1) == 0 && node != 0) {
                up();
            }
        }

        /** Goes to the highest node that ends both the subtree and a node of the tree. */
        void upToCommonNode() {
            boolean atEnd = node == last;
            while (first != node && (atEnd || (node & 1) == 1)) {
                up();
            }
        }
    }
}
