package safeconduct.ledger.segment;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads one segment from its beginning to the last good batch.
 *
 * @param next the index after the last record
 * @param lastBatch where the last batch starts
 * @param end where the next batch would start
 * @param rest what lies behind
 */
public record SegmentScan(SegmentHeader header, long next, int lastBatch, int end, Rest rest) {

    /** What lies behind the last good batch. */
    public enum Rest {
        /** Nothing but zeros. */
        EMPTY,
        /** Something that is not a good batch, and no good batch behind it. */
        TORN,
        /** A bad batch with a good one behind it. */
        DAMAGED
    }

    /** Is told each record, in order. */
    @FunctionalInterface
    public interface Visitor {
        /** One record: the bytes of {@code segment} from {@code offset}. */
        void record(long index, byte[] segment, int offset, int length);
    }

    /** Reads a whole segment; nothing when it has another length or first index than a good header says. */
    public static Optional<SegmentScan> read(byte[] segment, long firstIndex, Visitor visitor) {
        byte[] start = java.util.Arrays.copyOf(segment, Math.min(segment.length, SegmentHeader.LENGTH));
        return SegmentHeader.decode(start)
                .filter(header -> header.length() == segment.length && header.firstIndex() == firstIndex)
                .map(header -> read(header, segment, visitor));
    }

    private static SegmentScan read(SegmentHeader header, byte[] bytes, Visitor visitor) {
        var segment = ByteBuffer.wrap(bytes);
        long next = header.firstIndex();
        int offset = SegmentHeader.LENGTH;
        int last = offset;
        for (int length = Batch.check(segment, offset, header.tag(), next);
                length > 0;
                length = Batch.check(segment, offset, header.tag(), next)) {
            int count = Batch.count(segment, offset);
            visit(bytes, offset, next, visitor);
            next += count;
            last = offset;
            offset += length;
        }
        return new SegmentScan(header, next, last, offset, rest(header, bytes, offset));
    }

    private static void visit(byte[] bytes, int offset, long first, Visitor visitor) {
        var segment = ByteBuffer.wrap(bytes);
        int at = offset + Batch.HEADER;
        int count = Batch.count(segment, offset);
        for (int i = 0; i < count; i++) {
            int size = segment.getInt(at);
            visitor.record(first + i, bytes, at + Batch.RECORD_HEADER, size);
            at += Batch.RECORD_HEADER + size;
        }
    }

    private static Rest rest(SegmentHeader header, byte[] bytes, int end) {
        int at = end;
        while (at < bytes.length && bytes[at] == 0) {
            at++;
        }
        if (at == bytes.length) {
            return Rest.EMPTY;
        }
        var segment = ByteBuffer.wrap(bytes);
        byte first = (byte) (header.tag() >>> 56);
        for (int i = end; i + Batch.HEADER <= bytes.length; i++) {
            if (bytes[i] == first
                    && segment.getLong(i) == header.tag()
                    && Batch.check(segment, i, header.tag(), Batch.firstIndex(segment, i)) > 0) {
                return Rest.DAMAGED;
            }
        }
        return Rest.TORN;
    }
}
