package safeconduct.ledger.merkle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import safeconduct.ledger.LedgerFault;

/** Makes roots and proofs from the hashes of complete subtrees; the cost is the logarithm of the size. */
public record TreeProofs(HashSource source) {

    /** The root of the tree of the first {@code size} records. */
    public Hash root(long size) {
        return size == 0 ? TreeHasher.emptyRoot() : Hash.of(range(0, size));
    }

    /** The proof that record {@code index} is in the tree of the first {@code size} records. */
    public InclusionProof inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw LedgerFault.invalid("no record `" + index + "` in a tree of " + size);
        }
        var hashes = new ArrayList<Hash>();
        long start = 0;
        long end = size;
        while (end - start > 1) {
            long middle = start + Long.highestOneBit(end - start - 1);
            boolean left = index < middle;
            hashes.add(Hash.of(left ? range(middle, end) : range(start, middle)));
            start = left ? start : middle;
            end = left ? middle : end;
        }
        Collections.reverse(hashes);
        return new InclusionProof(index, size, hashes);
    }

    /** The proof that the tree of {@code from} records is the beginning of the tree of {@code to}. */
    public ConsistencyProof consistency(long from, long to) {
        if (from < 1 || from > to) {
            throw LedgerFault.invalid("no proof from size `" + from + "` to `" + to + "`, expected 0 < from <= to");
        }
        return new ConsistencyProof(from, to, subtreeConsistency(new Subtree(0, from), to));
    }

    /** The proof that a subtree is part of the tree of the first {@code size} records. */
    public List<Hash> subtreeConsistency(Subtree subtree, long size) {
        if (!subtree.isValid() || subtree.end() > size) {
            throw LedgerFault.invalid("no subtree `" + subtree.start() + "-" + subtree.end() + "` of " + size);
        }
        var hashes = new ArrayList<Hash>();
        long start = 0;
        long end = size;
        boolean known = true;
        while (start != subtree.start() || end != subtree.end()) {
            long middle = start + Long.highestOneBit(end - start - 1);
            if (subtree.end() <= middle) {
                hashes.add(Hash.of(range(middle, end)));
                end = middle;
            } else if (subtree.start() >= middle) {
                hashes.add(Hash.of(range(start, middle)));
                start = middle;
            } else {
                // Its left part ends here: what is left to show is its right part.
                hashes.add(Hash.of(range(start, middle)));
                subtree = new Subtree(middle, subtree.end());
                start = middle;
                known = false;
            }
        }
        if (!known) {
            hashes.add(Hash.of(range(start, end)));
        }
        Collections.reverse(hashes);
        return hashes;
    }

    /** The hash over a range that starts where a complete subtree of its size can start. */
    private byte[] range(long start, long end) {
        long size = end - start;
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return source.hash(level, start >> level);
        }
        long middle = start + Long.highestOneBit(size - 1);
        return new TreeHasher().node(range(start, middle), range(middle, end));
    }
}
