package safeconduct.ledger.merkle;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of RFC 6962: a leaf is {@code SHA-256(0x00 ‖ record)}, a node is
 * {@code SHA-256(0x01 ‖ left ‖ right)}. One instance belongs to one thread at a time.
 */
public final class TreeHasher {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest = sha256();

    /** A hasher for one thread. */
    public TreeHasher() {}

    /** The hash of a tree without records. */
    public static Hash emptyRoot() {
        return Hash.of(sha256().digest());
    }

    /** The hash of one record. */
    public byte[] leaf(byte[] record) {
        return leaf(record, 0, record.length);
    }

    /** The hash of the record that is part of a larger array. */
    public byte[] leaf(byte[] buffer, int offset, int length) {
        digest.update(LEAF);
        digest.update(buffer, offset, length);
        return digest.digest();
    }

    /** The hash of two neighbours. */
    public byte[] node(byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }

    /** Hashes two neighbours that lie side by side in {@code from} into {@code to}; makes no garbage. */
    void node(byte[] from, int offset, byte[] to, int toOffset) {
        digest.update(NODE);
        digest.update(from, offset, 2 * Hash.LENGTH);
        try {
            digest.digest(to, toOffset, Hash.LENGTH);
        } catch (DigestException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The hash of one record, as a value. */
    public static Hash leafHash(byte[] record) {
        return Hash.of(new TreeHasher().leaf(record));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
