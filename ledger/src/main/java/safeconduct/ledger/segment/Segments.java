package safeconduct.ledger.segment;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.disk.Disk;
import safeconduct.ledger.disk.DiskFile;

/**
 * The segments of one ledger: preallocated files, of which only the last one is written. One thread
 * writes at a time; any number may read.
 */
public final class Segments implements AutoCloseable {

    private static final String PREFIX = "segment-";
    private static final String SPARE = "spare";
    private static final int BATCH_MAX = 4 << 20;

    private final Disk disk;
    private final long segmentBytes;
    private final LongSupplier tags;
    /** Every segment by its first index. */
    private final ConcurrentSkipListMap<Long, String> names = new ConcurrentSkipListMap<>();

    private final ReentrantLock preparing = new ReentrantLock();
    private ByteBuffer encoded = ByteBuffer.allocateDirect(1 << 20);
    private volatile @Nullable Open current;
    private int end;
    /** How far a write that failed may have left bytes behind the end. */
    private int soiled;

    private boolean rolling;

    /** The segment that is written. */
    private record Open(SegmentHeader header, DiskFile file) {}

    /** Finds the segments that there are; {@code tags} gives random numbers. */
    public Segments(Disk disk, long segmentBytes, LongSupplier tags) {
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        this.tags = tags;
        for (String name : disk.list()) {
            if (isSegment(name)) {
                names.put(firstIndex(name), name);
            }
        }
    }

    /** The name of the segment that starts with this record. */
    public static String name(long firstIndex) {
        return String.format("%s%019d", PREFIX, firstIndex);
    }

    /** True for the name of a segment. */
    public static boolean isSegment(String name) {
        return name.matches(PREFIX + "[0-9]{19}");
    }

    /** The first index in a segment's name. */
    public static long firstIndex(String name) {
        return Long.parseLong(name.substring(PREFIX.length()));
    }

    /** The first index of every segment, in order. */
    public List<Long> firsts() {
        return List.copyOf(names.keySet());
    }

    /** Reads one segment with all its records. */
    public SegmentScan scan(long firstIndex, SegmentScan.Visitor visitor) {
        String name = nameOf(firstIndex);
        try (DiskFile file = disk.open(name)) {
            if (file.size() > Integer.MAX_VALUE - Long.BYTES) {
                throw LedgerFault.damaged("`" + name + "` is too long");
            }
            byte[] bytes = file.read(0, (int) file.size());
            return SegmentScan.read(bytes, firstIndex, visitor)
                    .orElseThrow(() -> LedgerFault.damaged("`" + name + "` has a damaged header or another length"));
        }
    }

    /** Goes on writing where this scan of the last segment ended; returns how many torn bytes it cut. */
    public long resume(SegmentScan scan) {
        DiskFile file = disk.open(nameOf(scan.header().firstIndex()));
        long torn = scan.rest() == SegmentScan.Rest.EMPTY ? 0 : scan.header().length() - scan.end();
        // Always: a cut whose sync failed looks done, and what it cut may come back after a power cut.
        file.zero(scan.end(), Math.min(scan.header().length() - scan.end(), Math.max(torn, BATCH_MAX)));
        // A sync that failed may have left the last batch in memory only, looking durable: write it again.
        byte[] lastBatch = file.read(scan.lastBatch(), scan.end() - scan.lastBatch());
        file.write(ByteBuffer.wrap(lastBatch), scan.lastBatch());
        file.force();
        disk.syncDirectory(); // The file's name may be as young as its content.
        current = new Open(scan.header(), file);
        end = scan.end();
        return torn;
    }

    /** How long a batch may be; it always fits into an empty segment. */
    public int batchMax() {
        return (int) Math.min(BATCH_MAX, segmentBytes - SegmentHeader.LENGTH);
    }

    /** Makes sure that a batch of this length has its place, in a new segment if need be; returns the place. */
    public int reserve(int length, long firstIndex) {
        Open open = current;
        if (open != null) {
            clean(open);
        }
        if (open == null || rolling || end + length > open.header().length()) {
            rolling = true; // Once begun it must end: the new file may have its name already.
            roll(firstIndex);
            rolling = false;
        }
        return end;
    }

    /** Writes a batch to its reserved place; when this returns, it is durable. */
    public void write(long firstIndex, List<byte[]> records) {
        Open open = current;
        if (open == null) {
            throw new IllegalStateException("no place was reserved");
        }
        int length = Batch.length(records);
        ByteBuffer buffer = buffer(length);
        Batch.encode(buffer, open.header().tag(), firstIndex, records);
        soiled = length;
        open.file().write(buffer, end);
        open.file().force();
        soiled = 0;
        end += length;
    }

    /** Reads records; keeps the file of the last one open. */
    public SegmentReader reader() {
        return new SegmentReader(disk, names);
    }

    /** Makes the next segment's file ahead of its time, unless there is one. */
    public void prepare() {
        preparing.lock();
        try {
            if (!disk.exists(SPARE)) {
                String unfinished = SPARE + ".tmp";
                try (DiskFile file = disk.open(unfinished)) {
                    file.truncate(0);
                    file.zero(0, segmentBytes);
                    file.force();
                } catch (LedgerFault full) {
                    disk.delete(unfinished); // Gives the room back to whoever needs it.
                    throw full;
                }
                disk.rename(unfinished, SPARE);
                disk.syncDirectory();
            }
        } finally {
            preparing.unlock();
        }
    }

    private void roll(long firstIndex) {
        preparing.lock();
        try {
            prepare();
            DiskFile file = disk.open(SPARE);
            var header = new SegmentHeader(firstIndex, file.size(), tags.getAsLong());
            file.write(ByteBuffer.wrap(header.encode()), 0);
            file.force();
            file.close();
            disk.rename(SPARE, name(firstIndex));
            disk.syncDirectory();
            adopt(header);
        } finally {
            preparing.unlock();
        }
    }

    private void adopt(SegmentHeader header) {
        Open before = current;
        current = new Open(header, disk.open(name(header.firstIndex())));
        names.put(header.firstIndex(), name(header.firstIndex()));
        end = SegmentHeader.LENGTH;
        soiled = 0;
        if (before != null) {
            before.file().close();
        }
    }

    /** Removes what a failed write left, so that it never looks like a record that was accepted. */
    private void clean(Open open) {
        if (soiled > 0) {
            open.file().zero(end, soiled);
            open.file().force();
            soiled = 0;
        }
    }

    private ByteBuffer buffer(int length) {
        if (encoded.capacity() < length) {
            encoded = ByteBuffer.allocateDirect(length);
        }
        return encoded.clear();
    }

    private String nameOf(long firstIndex) {
        String name = names.get(firstIndex);
        if (name == null) {
            throw new LedgerFault(LedgerFault.Code.DROPPED, "no segment starts with record `" + firstIndex + "`");
        }
        return name;
    }

    @Override
    public void close() {
        Open open = current;
        if (open != null) {
            open.file().close();
        }
    }
}
