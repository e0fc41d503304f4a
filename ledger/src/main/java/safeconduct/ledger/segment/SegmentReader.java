package safeconduct.ledger.segment;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.disk.Disk;
import safeconduct.ledger.disk.DiskFile;

/** Reads records one by one; cheap when they follow each other. Belongs to one thread. */
public final class SegmentReader implements AutoCloseable {

    private final Disk disk;
    private final NavigableMap<Long, String> names;
    private @Nullable DiskFile file;
    private long fileFirst = -1;

    SegmentReader(Disk disk, NavigableMap<Long, String> names) {
        this.disk = disk;
        this.names = names;
    }

    /** The bytes of the record that lies at this place of its segment, with its length before it. */
    public byte[] read(long index, int place) {
        DiskFile segment = segmentOf(index);
        byte[] size = segment.read(place, Batch.RECORD_HEADER);
        int length =
                size.length < Batch.RECORD_HEADER ? -1 : ByteBuffer.wrap(size).getInt();
        if (length < 0 || length > segment.size()) {
            throw LedgerFault.damaged("record " + index + " is not at its place");
        }
        return segment.read(place + (long) Batch.RECORD_HEADER, length);
    }

    private DiskFile segmentOf(long index) {
        Map.Entry<Long, String> entry = names.floorEntry(index);
        if (entry == null) {
            throw new LedgerFault(LedgerFault.Code.DROPPED, "payload of record `" + index + "` was dropped");
        }
        DiskFile open = file;
        if (open == null || fileFirst != entry.getKey()) {
            close();
            open = disk.open(entry.getValue());
            file = open;
            fileFirst = entry.getKey();
        }
        return open;
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
