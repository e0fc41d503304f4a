package safeconduct.ledger;

import java.nio.ByteBuffer;
import java.util.List;
import safeconduct.ledger.disk.Disk;
import safeconduct.ledger.disk.DiskFile;
import safeconduct.ledger.merkle.Hash;
import safeconduct.ledger.merkle.HashSource;
import safeconduct.ledger.merkle.StoredHashes;
import safeconduct.ledger.merkle.TreeEdge;

/**
 * What is known about the records and can be computed again from them: {@code hashes}, 32 bytes for each
 * complete subtree in stored order, and {@code places}, 4 bytes for the place of each record in its
 * segment. Durable up to the last checkpoint; what lies behind it is written again when the ledger opens.
 */
final class TreeFiles implements HashSource, AutoCloseable {

    static final String HASHES = "hashes";
    static final String PLACES = "places";
    private static final int CHUNK = 1 << 20;

    private final DiskFile hashes;
    private final DiskFile places;
    /** How many records this is known to be durable for. Guarded by whoever makes checkpoints. */
    private long durable;

    private boolean doubtful;

    TreeFiles(Disk disk) {
        hashes = disk.open(HASHES);
        places = disk.open(PLACES);
    }

    /** Grows the tree by these leaves and writes what that adds. */
    void append(TreeEdge edge, List<byte[]> leaves, int[] recordPlaces) {
        long size = edge.size();
        byte[] added = new byte
                [Math.toIntExact((StoredHashes.count(size + leaves.size()) - StoredHashes.count(size)) * Hash.LENGTH)];
        int end = 0;
        for (byte[] leaf : leaves) {
            end = edge.append(leaf, added, end);
        }
        hashes.write(ByteBuffer.wrap(added), StoredHashes.count(size) * Hash.LENGTH);
        var buffer = ByteBuffer.allocate(recordPlaces.length * Integer.BYTES);
        buffer.asIntBuffer().put(recordPlaces);
        places.write(buffer, size * Integer.BYTES);
    }

    @Override
    public byte[] hash(int level, long number) {
        byte[] hash = hashes.read(StoredHashes.place(level, number) * Hash.LENGTH, Hash.LENGTH);
        if (hash.length != Hash.LENGTH) {
            throw LedgerFault.damaged("`" + HASHES + "` ends before hash " + number + " of level " + level);
        }
        return hash;
    }

    /** Where in its segment a record lies. */
    int place(long index) {
        byte[] place = places.read(index * Integer.BYTES, Integer.BYTES);
        if (place.length != Integer.BYTES) {
            throw LedgerFault.damaged("`" + PLACES + "` ends before record " + index);
        }
        return ByteBuffer.wrap(place).getInt();
    }

    /** Says that this was durable when the ledger was opened. */
    void trust(long size) {
        durable = size;
    }

    /** True when the files are long enough for this many records. */
    boolean cover(long size) {
        return hashes.size() >= StoredHashes.count(size) * Hash.LENGTH && places.size() >= size * Integer.BYTES;
    }

    /** Cuts what lies behind this many records. */
    void cut(long size) {
        hashes.truncate(StoredHashes.count(size) * Hash.LENGTH);
        places.truncate(size * Integer.BYTES);
    }

    /** Makes what belongs to this many records durable. */
    void force(long size) {
        try {
            if (doubtful) {
                rewrite(hashes, StoredHashes.count(durable) * Hash.LENGTH, StoredHashes.count(size) * Hash.LENGTH);
                rewrite(places, durable * Integer.BYTES, size * Integer.BYTES);
            }
            hashes.force();
            places.force();
            doubtful = false;
            durable = size;
        } catch (LedgerFault failed) {
            doubtful = true;
            throw failed;
        }
    }

    /** A sync that failed may have left bytes in memory only, looking durable: writes them again. */
    private static void rewrite(DiskFile file, long from, long to) {
        for (long at = from; at < to; at += CHUNK) {
            file.write(ByteBuffer.wrap(file.read(at, (int) Math.min(CHUNK, to - at))), at);
        }
    }

    @Override
    public void close() {
        hashes.close();
        places.close();
    }
}
