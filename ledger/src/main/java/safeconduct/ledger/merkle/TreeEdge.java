package safeconduct.ledger.merkle;

import java.util.Arrays;

/**
 * The right edge of a tree: the hashes of the complete subtrees that its size consists of, the largest
 * first. It is all that is needed to append and to know the root. Belongs to one thread at a time.
 */
public final class TreeEdge {

    private static final int LEVELS = 64;

    private final TreeHasher hasher = new TreeHasher();
    /** The complete subtrees, one behind the other, and room for one more hash. */
    private final byte[] edge = new byte[(LEVELS + 1) * Hash.LENGTH];

    private long size;

    /** An edge of an empty tree. */
    public TreeEdge() {}

    /** The edge of the tree that has this size, read from its complete subtrees. */
    public TreeEdge(long size, HashSource source) {
        this.size = size;
        long start = 0;
        int count = 0;
        for (int level = LEVELS - 2; level >= 0; level--) {
            if ((size >> level & 1) == 1) {
                byte[] hash = source.hash(level, start >> level);
                System.arraycopy(hash, 0, edge, count++ * Hash.LENGTH, Hash.LENGTH);
                start += 1L << level;
            }
        }
    }

    /** A copy that grows on its own. */
    public TreeEdge copy() {
        var copy = new TreeEdge();
        System.arraycopy(edge, 0, copy.edge, 0, edge.length);
        copy.size = size;
        return copy;
    }

    /** How many leaves the tree has. */
    public long size() {
        return size;
    }

    /** Adds a leaf and writes every hash that it completes to {@code out}, in stored order; returns the end. */
    public int append(byte[] leaf, byte[] out, int offset) {
        int top = Long.bitCount(size) * Hash.LENGTH;
        System.arraycopy(leaf, 0, edge, top, Hash.LENGTH);
        int end = write(top, out, offset);
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            top -= Hash.LENGTH;
            hasher.node(edge, top, edge, top);
            end = write(top, out, end);
        }
        size++;
        return end;
    }

    /** Adds a leaf when nobody stores the hashes. */
    public void append(byte[] leaf) {
        append(leaf, new byte[LEVELS * Hash.LENGTH], 0);
    }

    /** The root of the tree as it is now. */
    public Hash root() {
        int count = Long.bitCount(size);
        if (count == 0) {
            return TreeHasher.emptyRoot();
        }
        byte[] root = subtree(count - 1);
        for (int i = count - 2; i >= 0; i--) {
            root = hasher.node(subtree(i), root);
        }
        return Hash.of(root);
    }

    private byte[] subtree(int i) {
        return Arrays.copyOfRange(edge, i * Hash.LENGTH, (i + 1) * Hash.LENGTH);
    }

    private int write(int from, byte[] out, int offset) {
        System.arraycopy(edge, from, out, offset, Hash.LENGTH);
        return offset + Hash.LENGTH;
    }
}
