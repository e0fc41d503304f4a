package safeconduct.ledger;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import safeconduct.ledger.disk.Disk;
import safeconduct.ledger.disk.RealDisk;
import safeconduct.ledger.merkle.ConsistencyProof;
import safeconduct.ledger.merkle.Hash;
import safeconduct.ledger.merkle.InclusionProof;
import safeconduct.ledger.merkle.TreeEdge;
import safeconduct.ledger.merkle.TreeHasher;
import safeconduct.ledger.merkle.TreeProofs;
import safeconduct.ledger.note.Checkpoint;
import safeconduct.ledger.note.NoteSigner;
import safeconduct.ledger.note.SignedCheckpoint;
import safeconduct.ledger.segment.Batch;
import safeconduct.ledger.segment.SegmentReader;
import safeconduct.ledger.segment.Segments;

/**
 * A log of bytes in one directory that only grows, and shows it when somebody changed it. Any number of
 * threads may use it; one process writes.
 *
 * <p>A record is durable when {@link #append} returns. A record whose append failed may be there after
 * the ledger was opened again, whole, or not at all.
 */
public final class Ledger implements AutoCloseable {

    private final Disk disk;
    private final LedgerOptions options;
    private final NoteSigner signer;
    private final InstantSource clock;
    private final CheckpointFiles checkpoints;
    private final TreeFiles tree;
    private final Segments segments;
    private final long cutBytes;
    private final GroupCommit group;
    private volatile @Nullable Keeper keeper;
    /** Held by whoever changes the tree. */
    private final ReentrantLock committing = new ReentrantLock();
    /** Held by whoever makes a checkpoint. Taken before {@link #committing}. */
    private final ReentrantLock checkpointing = new ReentrantLock();

    private TreeEdge edge;
    private Instant checkpointed;
    private volatile long size;
    private volatile boolean closed;
    /** Why the last housekeeping failed; until it succeeds, appends are refused. */
    private volatile @Nullable RuntimeException trouble;

    /**
     * Opens the ledger in this directory, or begins one, and makes it whole after a crash.
     *
     * @param signer signs the checkpoints; its name is the ledger's origin
     */
    public static Ledger open(Path directory, LedgerOptions options, NoteSigner signer, InstantSource clock) {
        Disk disk = RealDisk.lock(directory);
        try {
            var random = new SecureRandom();
            var ledger = new Ledger(disk, options, signer, clock, random::nextLong);
            ledger.keep();
            return ledger;
        } catch (RuntimeException failed) {
            disk.close();
            throw failed;
        }
    }

    /** A ledger whose housekeeping is done by {@link #housekeep} alone. */
    Ledger(Disk disk, LedgerOptions options, NoteSigner signer, InstantSource clock, LongSupplier tags) {
        this.disk = disk;
        this.options = options;
        this.signer = signer;
        this.clock = clock;
        this.segments = new Segments(disk, options.segmentBytes(), tags);
        this.checkpoints = new CheckpointFiles(disk, signer.verifier());
        this.tree = new TreeFiles(disk);
        var recovery = new Recovery(segments, tree, base());
        this.edge = recovery.run();
        this.cutBytes = recovery.cutBytes();
        this.size = edge.size();
        this.checkpointed = clock.instant();
        this.group = new GroupCommit(segments.batchMax() - Batch.HEADER, this::commit);
        if (checkpoints.latest().isEmpty()) {
            makeCheckpoint();
        }
    }

    private void keep() {
        keeper = new Keeper("ledger " + origin(), options.checkpointInterval().dividedBy(2), this::housekeep);
    }

    /** What was signed last; before the first checkpoint there can be no records. */
    private Checkpoint base() {
        var latest = checkpoints.latest();
        if (latest.isEmpty() && !segments.firsts().isEmpty()) {
            throw LedgerFault.damaged("there are records, and no checkpoint");
        }
        return latest.map(SignedCheckpoint::checkpoint)
                .orElseGet(() -> new Checkpoint(origin(), 0, TreeHasher.emptyRoot()));
    }

    /** The name of this ledger, in every checkpoint. */
    public String origin() {
        return signer.verifier().name();
    }

    /** How many bytes of a torn tail were cut when the ledger was opened: records that nobody was told of. */
    public long cutBytes() {
        return cutBytes;
    }

    /** How many records are durable. */
    public long size() {
        return size;
    }

    /** Appends a record; when this returns, it is durable and has this index. */
    public long append(byte[] record) {
        return appendAll(List.of(record)).getFirst();
    }

    /** Appends records side by side; after a crash all of them are there or none. */
    public List<Long> appendAll(List<byte[]> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        var copies = new ArrayList<byte[]>(records.size());
        var leaves = new ArrayList<byte[]>(records.size());
        var hasher = new TreeHasher();
        for (byte[] record : records) {
            checkLength(record);
            copies.add(record.clone());
            leaves.add(hasher.leaf(copies.getLast()));
        }
        int bytes = Batch.length(copies) - Batch.HEADER;
        if (bytes > segments.batchMax() - Batch.HEADER) {
            throw LedgerFault.invalid(
                    "records of " + bytes + " bytes at once, expected at most " + segments.batchMax());
        }
        refuseInTrouble();
        var pending = new GroupCommit.Pending(copies, leaves, bytes);
        group.submit(pending);
        long first = pending.firstIndex;
        return java.util.stream.LongStream.range(first, first + records.size())
                .boxed()
                .toList();
    }

    private void checkLength(byte[] record) {
        if (record.length > options.recordMax()) {
            throw LedgerFault.invalid("record of " + record.length + " bytes, expected at most " + options.recordMax());
        }
    }

    private void refuseInTrouble() {
        RuntimeException cause = trouble;
        if (cause != null) {
            var code = cause instanceof LedgerFault fault ? fault.code() : LedgerFault.Code.UNAVAILABLE;
            throw new LedgerFault(code, "the ledger cannot go on: " + cause.getMessage(), cause);
        }
    }

    private void commit(List<GroupCommit.Pending> pendings) {
        committing.lock();
        try {
            refuseClosed();
            var records = new ArrayList<byte[]>();
            var leaves = new ArrayList<byte[]>();
            for (GroupCommit.Pending pending : pendings) {
                pending.firstIndex = size + records.size();
                records.addAll(pending.records);
                leaves.addAll(pending.leaves);
            }
            int place = segments.reserve(Batch.length(records), size);
            TreeEdge grown = edge.copy();
            tree.append(grown, leaves, places(place, records));
            segments.write(size, records);
            edge = grown;
            size = grown.size();
        } finally {
            committing.unlock();
        }
        Keeper awake = keeper;
        if (awake != null && size - checkpointSize() >= options.checkpointEvery()) {
            awake.wake();
        }
    }

    private static int[] places(int batch, List<byte[]> records) {
        int[] places = new int[records.size()];
        int at = batch + Batch.HEADER;
        for (int i = 0; i < places.length; i++) {
            places[i] = at;
            at += Batch.RECORD_HEADER + records.get(i).length;
        }
        return places;
    }

    /** The bytes of one record, as its hash in the tree says they were. */
    public byte[] read(long index) {
        try (SegmentReader reader = segments.reader()) {
            return read(reader, index);
        }
    }

    /** Gives every record from {@code from} up to, and without, {@code to}, in order. */
    public void forEach(long from, long to, Consumer<Entry> consumer) {
        if (from > to) {
            throw LedgerFault.invalid("no range from `" + from + "` to `" + to + "`");
        }
        try (SegmentReader reader = segments.reader()) {
            for (long index = from; index < to; index++) {
                consumer.accept(new Entry(index, read(reader, index)));
            }
        }
    }

    private byte[] read(SegmentReader reader, long index) {
        refuseClosed();
        if (index < 0 || index >= size) {
            throw LedgerFault.invalid("no record `" + index + "`, expected 0 to " + (size - 1));
        }
        byte[] record = reader.read(index, tree.place(index));
        if (!TreeHasher.leafHash(record).equals(Hash.of(tree.hash(0, index)))) {
            throw LedgerFault.damaged("record " + index + " does not have its hash");
        }
        return record;
    }

    /** The hash over {@code 1 << level} records, of which this is the one with the given number. */
    public Hash subtreeHash(int level, long number) {
        checkSize((number + 1) << level);
        return Hash.of(tree.hash(level, number));
    }

    /** The root of the tree of the first {@code treeSize} records. */
    public Hash root(long treeSize) {
        checkSize(treeSize);
        return new TreeProofs(tree).root(treeSize);
    }

    /** The proof that a record is in the tree of the first {@code treeSize} records. */
    public InclusionProof inclusion(long index, long treeSize) {
        checkSize(treeSize);
        return new TreeProofs(tree).inclusion(index, treeSize);
    }

    /** The proof that the tree of {@code from} records is the beginning of the tree of {@code to}. */
    public ConsistencyProof consistency(long from, long to) {
        checkSize(to);
        return new TreeProofs(tree).consistency(from, to);
    }

    private void checkSize(long treeSize) {
        refuseClosed();
        if (treeSize < 0 || treeSize > size) {
            throw LedgerFault.invalid("no tree of `" + treeSize + "` records, expected at most " + size);
        }
    }

    /** A signed statement of everything that is durable now; makes a new one when there are new records. */
    public SignedCheckpoint checkpoint() {
        refuseClosed();
        return makeCheckpoint();
    }

    /** The checkpoint that was made last. */
    public SignedCheckpoint latestCheckpoint() {
        return checkpoints.latest().orElseThrow(() -> LedgerFault.damaged("there is no checkpoint"));
    }

    private SignedCheckpoint makeCheckpoint() {
        checkpointing.lock();
        try {
            TreeEdge now = snapshot();
            var latest = checkpoints.latest();
            if (latest.isPresent() && latest.get().checkpoint().size() == now.size()) {
                checkpoints.settle();
                return latest.get();
            }
            tree.force(now.size());
            var checkpoint = new Checkpoint(origin(), now.size(), now.root());
            var signed = SignedCheckpoint.sign(checkpoint, signer);
            checkpoints.publish(signed);
            checkpointed = clock.instant();
            return signed;
        } finally {
            checkpointing.unlock();
        }
    }

    private TreeEdge snapshot() {
        committing.lock();
        try {
            return edge.copy();
        } finally {
            committing.unlock();
        }
    }

    private long checkpointSize() {
        return checkpoints.latest().map(signed -> signed.checkpoint().size()).orElse(0L);
    }

    /** Makes the checkpoint that is due and the file that will be needed next. */
    void housekeep() {
        try {
            long fresh = size - checkpointSize();
            boolean late = !clock.instant().isBefore(checkpointed.plus(options.checkpointInterval()));
            if (fresh >= options.checkpointEvery() || (fresh > 0 && late) || trouble != null) {
                makeCheckpoint();
            }
            segments.prepare();
            trouble = null;
        } catch (RuntimeException failed) {
            trouble = failed; // Told to everyone who appends, until it is over.
        }
    }

    private void refuseClosed() {
        if (closed) {
            throw new LedgerFault(LedgerFault.Code.CLOSED, "ledger `" + origin() + "` is closed");
        }
    }

    /** Makes a last checkpoint and lets go of the directory. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        Keeper working = keeper;
        if (working != null) {
            working.close();
        }
        try (disk;
                segments;
                tree;
                checkpoints) {
            shut();
            makeCheckpoint();
        }
    }

    private void shut() {
        committing.lock();
        try {
            closed = true;
        } finally {
            committing.unlock();
        }
    }
}
