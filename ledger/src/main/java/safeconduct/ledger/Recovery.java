package safeconduct.ledger;

import java.util.ArrayList;
import java.util.List;
import safeconduct.ledger.merkle.Hash;
import safeconduct.ledger.merkle.TreeEdge;
import safeconduct.ledger.merkle.TreeHasher;
import safeconduct.ledger.merkle.TreeProofs;
import safeconduct.ledger.note.Checkpoint;
import safeconduct.ledger.segment.SegmentScan;
import safeconduct.ledger.segment.Segments;

/**
 * Brings a ledger back to what was acknowledged: the tree up to the last checkpoint is taken from its
 * files when it has the root that was signed, everything behind is hashed again, a torn tail is cut.
 */
final class Recovery {

    private static final int CHUNK = 4096;

    private final Segments segments;
    private final TreeFiles tree;
    private final Checkpoint base;
    private final TreeHasher hasher = new TreeHasher();
    private final List<byte[]> leaves = new ArrayList<>();
    private final int[] places = new int[CHUNK];
    private TreeEdge edge;
    private long cutBytes;

    Recovery(Segments segments, TreeFiles tree, Checkpoint base) {
        this.segments = segments;
        this.tree = tree;
        this.base = base;
        this.edge = trustedEdge();
    }

    /** How many bytes of a torn tail were cut. */
    long cutBytes() {
        return cutBytes;
    }

    /** Reads what must be read; returns the tree of all records that are there. */
    TreeEdge run() {
        long start = edge.size();
        List<Long> firsts = segments.firsts();
        if (firsts.isEmpty() ? start > 0 : firsts.getFirst() > start) {
            throw LedgerFault.damaged("the files of the records before `" + start + "` are missing");
        }
        for (int i = 0; i < firsts.size(); i++) {
            boolean last = i == firsts.size() - 1;
            if (last || firsts.get(i + 1) > start) {
                SegmentScan scan = segments.scan(firsts.get(i), this::visit);
                flush();
                check(scan, last ? -1 : firsts.get(i + 1));
                cutBytes = last ? segments.resume(scan) : 0;
            }
        }
        if (edge.size() < base.size()) {
            throw LedgerFault.damaged(
                    "the checkpoint says " + base.size() + " records, only " + edge.size() + " are there");
        }
        tree.cut(edge.size());
        if (start < base.size()) {
            tree.force(edge.size()); // Made again as a whole: nothing else says that it is durable.
        }
        return edge;
    }

    private TreeEdge trustedEdge() {
        if (tree.cover(base.size()) && new TreeProofs(tree).root(base.size()).equals(base.root())) {
            tree.trust(base.size());
            return new TreeEdge(base.size(), tree);
        }
        return new TreeEdge(); // Its files are lost or damaged: they can be made again from the records.
    }

    private void visit(long index, byte[] segment, int offset, int length) {
        if (index < edge.size() + leaves.size()) {
            return;
        }
        places[leaves.size()] = offset - Integer.BYTES;
        leaves.add(hasher.leaf(segment, offset, length));
        if (leaves.size() == CHUNK || index + 1 == base.size()) {
            flush();
        }
    }

    private void flush() {
        if (leaves.isEmpty()) {
            return;
        }
        tree.append(edge, leaves, java.util.Arrays.copyOf(places, leaves.size()));
        leaves.clear();
        Hash root = edge.size() == base.size() ? edge.root() : base.root();
        if (!root.equals(base.root())) {
            throw LedgerFault.damaged("records do not have the root of the checkpoint of size " + base.size());
        }
    }

    private static void check(SegmentScan scan, long following) {
        boolean damaged = scan.rest() == SegmentScan.Rest.DAMAGED
                || (following >= 0 && (scan.rest() != SegmentScan.Rest.EMPTY || scan.next() != following));
        if (damaged) {
            throw LedgerFault.damaged("record " + scan.next() + " is damaged, and records behind it are not");
        }
    }
}
