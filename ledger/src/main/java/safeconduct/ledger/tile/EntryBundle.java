package safeconduct.ledger.tile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import safeconduct.ledger.LedgerFault;

/**
 * Up to 256 records, each behind its length in 16 bits, big-endian (c2sp.org/tlog-tiles):
 *
 * <pre>
 * 0003 6f6e65   0003 74776f   0005 7468726565        "one", "two", "three"
 * </pre>
 */
public record EntryBundle(List<byte[]> entries) {

    /** Checks number and lengths, and copies the list. */
    public EntryBundle {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || entries.size() > TilePath.WIDTH_MAX) {
            throw LedgerFault.invalid("bundle of " + entries.size() + " entries, expected 1 to 256");
        }
        if (entries.stream().anyMatch(entry -> entry.length > 0xffff)) {
            throw LedgerFault.invalid("entry is longer than 65535");
        }
    }

    /** Reads a bundle that must have exactly this many entries. */
    public static EntryBundle parse(byte[] bytes, int width) {
        var buffer = ByteBuffer.wrap(bytes);
        var entries = new ArrayList<byte[]>();
        while (buffer.hasRemaining() && entries.size() < width) {
            int length = buffer.remaining() < Short.BYTES ? Integer.MAX_VALUE : Short.toUnsignedInt(buffer.getShort());
            if (length > buffer.remaining()) {
                throw LedgerFault.invalid("bundle ends within entry " + entries.size());
            }
            byte[] entry = new byte[length];
            buffer.get(entry);
            entries.add(entry);
        }
        if (buffer.hasRemaining() || entries.size() != width) {
            throw LedgerFault.invalid("bundle does not have exactly " + width + " entries");
        }
        return new EntryBundle(entries);
    }

    /** The bundle as it is stored. */
    public byte[] encode() {
        int length =
                entries.stream().mapToInt(entry -> Short.BYTES + entry.length).sum();
        var buffer = ByteBuffer.allocate(length);
        for (byte[] entry : entries) {
            buffer.putShort((short) entry.length).put(entry);
        }
        return buffer.array();
    }
}
