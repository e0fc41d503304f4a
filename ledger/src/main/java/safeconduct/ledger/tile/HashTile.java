package safeconduct.ledger.tile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import safeconduct.ledger.LedgerFault;
import safeconduct.ledger.merkle.Hash;
import safeconduct.ledger.merkle.TreeHasher;

/**
 * Up to 256 neighbouring hashes of one level, 32 bytes each, one behind the other (c2sp.org/tlog-tiles).
 * Those of a tile of level L are the hashes over {@code 256^L} records each.
 */
public record HashTile(List<Hash> hashes) {

    /** Checks the number and copies the list. */
    public HashTile {
        hashes = List.copyOf(hashes);
        if (hashes.isEmpty() || hashes.size() > TilePath.WIDTH_MAX) {
            throw LedgerFault.invalid("tile of " + hashes.size() + " hashes, expected 1 to 256");
        }
    }

    /** Reads a tile that must have exactly this many hashes. */
    public static HashTile parse(byte[] bytes, int width) {
        if (bytes.length != width * Hash.LENGTH) {
            throw LedgerFault.invalid("tile of " + bytes.length + " bytes, expected " + width + " hashes");
        }
        var hashes = new ArrayList<Hash>();
        for (int at = 0; at < bytes.length; at += Hash.LENGTH) {
            hashes.add(Hash.of(Arrays.copyOfRange(bytes, at, at + Hash.LENGTH)));
        }
        return new HashTile(hashes);
    }

    /** The tile as it is stored. */
    public byte[] encode() {
        var buffer = ByteBuffer.allocate(hashes.size() * Hash.LENGTH);
        hashes.forEach(hash -> buffer.put(hash.bytes()));
        return buffer.array();
    }

    /** The hash over {@code 1 << height} neighbours, of which this is the one with the given number. */
    public byte[] hash(int height, int number) {
        if (height == 0) {
            return hashes.get(number).bytes();
        }
        return new TreeHasher().node(hash(height - 1, 2 * number), hash(height - 1, 2 * number + 1));
    }
}
