package safeconduct.ledger.segment;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The first 64 bytes of a segment, big-endian:
 *
 * <pre>
 * 53434c4547523031 "SCLEDGR1"   magic
 * 0000000000000000              first index
 * 0000000004000000              length of the file
 * 5f0c3d2a91b7e846              tag: random, starts every batch of this segment
 * 00 × 28                       nothing
 * 1c291ca3                      CRC-32C of the 60 bytes before
 * </pre>
 *
 * @param tag unknown to who writes records, so that no record can pass for a batch
 */
public record SegmentHeader(long firstIndex, long length, long tag) {

    /** How long a header is. */
    public static final int LENGTH = 64;

    private static final long MAGIC = 0x53434c4547523031L;
    private static final int CHECKED = LENGTH - Integer.BYTES;

    byte[] encode() {
        var buffer = ByteBuffer.allocate(LENGTH);
        buffer.putLong(MAGIC).putLong(firstIndex).putLong(length).putLong(tag);
        buffer.putInt(CHECKED, crc(buffer.array()));
        return buffer.array();
    }

    /** Reads a header; nothing when a single bit is not as it was written. */
    static Optional<SegmentHeader> decode(byte[] bytes) {
        if (bytes.length != LENGTH) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        buffer.getLong();
        var header = new SegmentHeader(buffer.getLong(), buffer.getLong(), buffer.getLong());
        return Optional.of(header).filter(read -> Arrays.equals(read.encode(), bytes));
    }

    private static int crc(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes, 0, CHECKED);
        return (int) crc.getValue();
    }
}
