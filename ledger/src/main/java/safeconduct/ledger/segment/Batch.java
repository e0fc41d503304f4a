package safeconduct.ledger.segment;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Records that become durable together, as they lie in a segment, big-endian:
 *
 * <pre>
 * 5f0c3d2a91b7e846   the segment's tag
 * 8a1b00c4           CRC-32C of all that follows
 * 0000000000000007   index of the first record
 * 00000002           how many records
 * 0000000b           how many bytes follow
 * 00000003 6f6e65    each record: its length, and its bytes
 * 00000000
 * </pre>
 *
 * A batch is written only after the one before it is durable. So a bad batch with a good one behind it
 * was damaged, while a bad one at the end may just be torn.
 */
public final class Batch {

    /** How many bytes stand before the records. */
    public static final int HEADER = 28;

    /** How many bytes stand before each record. */
    public static final int RECORD_HEADER = Integer.BYTES;

    private static final int CHECKED_FROM = 12;

    private Batch() {}

    /** How many bytes these records take. */
    public static int length(List<byte[]> records) {
        int length = HEADER;
        for (byte[] record : records) {
            length += RECORD_HEADER + record.length;
        }
        return length;
    }

    /** Writes a batch to an empty buffer and makes it ready to be read. */
    static void encode(ByteBuffer buffer, long tag, long firstIndex, List<byte[]> records) {
        buffer.putLong(tag).putInt(0).putLong(firstIndex).putInt(records.size()).putInt(0);
        for (byte[] record : records) {
            buffer.putInt(record.length).put(record);
        }
        buffer.flip();
        buffer.putInt(HEADER - Integer.BYTES, buffer.limit() - HEADER);
        buffer.putInt(Long.BYTES, crc(buffer, 0, buffer.limit()));
    }

    /** The length of the good batch at {@code offset}, or 0 when there is none. */
    static int check(ByteBuffer segment, int offset, long tag, long firstIndex) {
        if (segment.limit() - offset < HEADER || segment.getLong(offset) != tag) {
            return 0;
        }
        int length = HEADER + segment.getInt(offset + HEADER - Integer.BYTES);
        if (length <= HEADER || length > segment.limit() - offset) {
            return 0;
        }
        boolean good = crc(segment, offset, length) == segment.getInt(offset + Long.BYTES)
                && firstIndex(segment, offset) == firstIndex
                && recordsFill(segment, offset, length);
        return good ? length : 0;
    }

    static long firstIndex(ByteBuffer segment, int offset) {
        return segment.getLong(offset + CHECKED_FROM);
    }

    static int count(ByteBuffer segment, int offset) {
        return segment.getInt(offset + CHECKED_FROM + Long.BYTES);
    }

    private static boolean recordsFill(ByteBuffer segment, int offset, int length) {
        int at = offset + HEADER;
        int end = offset + length;
        for (int left = count(segment, offset); left > 0; left--) {
            if (end - at < RECORD_HEADER) {
                return false;
            }
            int size = segment.getInt(at);
            if (size < 0 || size > end - at - RECORD_HEADER) {
                return false;
            }
            at += RECORD_HEADER + size;
        }
        return at == end;
    }

    private static int crc(ByteBuffer buffer, int offset, int length) {
        var crc = new CRC32C();
        crc.update(buffer.slice(offset + CHECKED_FROM, length - CHECKED_FROM));
        return (int) crc.getValue();
    }
}
