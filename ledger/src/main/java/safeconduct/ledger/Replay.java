package safeconduct.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import safeconduct.ledger.VerifierReport.Bad;
import safeconduct.ledger.merkle.Hash;
import safeconduct.ledger.merkle.TreeEdge;
import safeconduct.ledger.merkle.TreeHasher;
import safeconduct.ledger.note.Checkpoint;
import safeconduct.ledger.note.SignedCheckpoint;
import safeconduct.ledger.segment.Batch;
import safeconduct.ledger.segment.SegmentScan;

/**
 * Builds the tree again from the records, and compares it with what is stored and with every checkpoint.
 * Remembers the first thing that is wrong, and then looks no further.
 */
final class Replay implements SegmentScan.Visitor {

    private static final int LEVELS = 64;

    private final TreeHasher hasher = new TreeHasher();
    private final TreeEdge edge = new TreeEdge();
    private final byte[] computed = new byte[LEVELS * Hash.LENGTH];
    private final byte[] stored = new byte[LEVELS * Hash.LENGTH];
    private final byte[] place = new byte[Integer.BYTES];
    private final StoredBytes hashes;
    private final StoredBytes places;
    private final Consumer<Entry> consumer;
    private final ArrayDeque<Checkpoint> ahead = new ArrayDeque<>();
    private final long covered;
    private long proven;
    private @Nullable Bad bad;
    /** The first record whose stored hash is another one: whose fault that is, the next checkpoint says. */
    private @Nullable Bad suspect;

    Replay(StoredBytes hashes, StoredBytes places, List<SignedCheckpoint> checkpoints, Consumer<Entry> consumer) {
        this.hashes = hashes;
        this.places = places;
        this.consumer = consumer;
        checkpoints.forEach(signed -> ahead.add(signed.checkpoint()));
        this.covered = ahead.isEmpty() ? 0 : ahead.getLast().size();
        compareWithCheckpoint();
    }

    /** What is wrong, if anything. */
    Optional<Bad> bad() {
        return Optional.ofNullable(bad);
    }

    /** Says what is wrong, unless something is already. */
    void report(Bad finding) {
        bad = bad == null ? finding : bad;
    }

    /** How many records were read. */
    long size() {
        return edge.size();
    }

    @Override
    public void record(long index, byte[] segment, int offset, int length) {
        if (bad != null) {
            return;
        }
        int end = edge.append(hasher.leaf(segment, offset, length), computed, 0);
        compareStored(index, offset - Integer.BYTES, end);
        compareWithCheckpoint();
        if (bad == null) {
            consumer.accept(new Entry(index, Arrays.copyOfRange(segment, offset, offset + length)));
        }
    }

    private void compareStored(long index, int at, int length) {
        boolean hasHash = hashes.read(stored, length);
        boolean whole = places.read(place, Integer.BYTES) && hasHash;
        if (!whole && index >= covered) {
            return; // Written again when the ledger opens, so a crash may have lost it.
        }
        boolean same = Arrays.equals(computed, 0, length, stored, 0, length)
                && ByteBuffer.wrap(place).getInt() == at;
        if ((!whole || !same) && suspect == null) {
            suspect = new Bad(index, "record " + index + " does not have its stored hash and place");
        }
    }

    private void compareWithCheckpoint() {
        while (bad == null && !ahead.isEmpty() && ahead.getFirst().size() == edge.size()) {
            Checkpoint next = ahead.removeFirst();
            if (edge.root().equals(next.root())) {
                accuseFiles();
                proven = next.size();
            } else {
                accuseRecords(next);
            }
        }
    }

    private void accuseRecords(Checkpoint checkpoint) {
        bad = suspect != null
                ? new Bad(suspect.first(), "record " + suspect.first() + " was changed: it does not have its hash")
                : new Bad(
                        Math.min(proven, checkpoint.size() - 1),
                        checkpoint.size() - 1,
                        "the records do not have the root of the checkpoint of size " + checkpoint.size());
    }

    /** The records are as they were signed, so that what is stored beside them must be what changed. */
    private void accuseFiles() {
        if (bad == null && suspect != null) {
            long first = suspect.first();
            bad = new Bad(
                    first, "the stored hash or place of record " + first + " was changed; the record itself was not");
        }
    }

    /** Names the record in a batch that is not whole: the first that does not have its stored hash. */
    void findBad(byte[] segment, int offset, long tag) {
        var buffer = ByteBuffer.wrap(segment);
        long first = edge.size();
        int at = offset + Batch.HEADER;
        while (bad == null && edge.size() < covered && at + Long.BYTES <= segment.length && buffer.getLong(at) != tag) {
            long index = edge.size();
            int length = buffer.getInt(at);
            int from = at + Batch.RECORD_HEADER;
            if (length < 0 || length > segment.length - from || !hasStoredHash(segment, from, length)) {
                report(new Bad(index, "record " + index + " was changed: it does not have its hash"));
            }
            at = from + length;
        }
        report(new Bad(first, "the batch that starts with record " + first + " was changed, or is torn"));
    }

    private boolean hasStoredHash(byte[] segment, int offset, int length) {
        int end = edge.append(hasher.leaf(segment, offset, length), computed, 0);
        return hashes.read(stored, end) && Arrays.equals(computed, 0, end, stored, 0, end);
    }

    /** Everything that was signed must have been seen. */
    void finish(boolean live) {
        if (bad != null) {
            return;
        }
        if (suspect != null) {
            bad = suspect;
        } else if (size() < covered) {
            bad = new Bad(size(), "record " + size() + " is missing: a checkpoint covers " + covered + " records");
        } else if (!live && !(hashes.isAtEnd() && places.isAtEnd())) {
            bad = new Bad(edge.size(), "there are stored hashes or places behind the last record");
        }
    }
}
