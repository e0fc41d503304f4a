package safeconduct.record;

import com.fasterxml.jackson.databind.JsonNode;
import safeconduct.kernel.CanonicalJson;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Randomness;

/** A value that goes into the ledger only as a commitment, with what opens it. */
public final class Hidden {

    public static final int SALT_LENGTH = 32;

    private final byte[] salt;
    private final byte[] value;

    private Hidden(byte[] salt, byte[] value) {
        this.salt = salt;
        this.value = value;
    }

    /** With a fresh salt, over {@link CanonicalJson#exactBytes}. */
    public static Hidden of(JsonNode value) {
        return new Hidden(Randomness.bytes(SALT_LENGTH), CanonicalJson.exactBytes(value));
    }

    /** What was kept, read again. */
    public static Hidden reopened(byte[] salt, byte[] value) {
        return new Hidden(salt.clone(), value.clone());
    }

    public Commitment commitment() {
        return new Commitment(Digest.of(concatenated()).value());
    }

    public byte[] salt() {
        return salt.clone();
    }

    /** Canonical JSON. */
    public byte[] value() {
        return value.clone();
    }

    /** Whether this opens that commitment. */
    public boolean opens(Commitment commitment) {
        return commitment().equals(commitment);
    }

    private byte[] concatenated() {
        byte[] all = new byte[salt.length + value.length];
        System.arraycopy(salt, 0, all, 0, salt.length);
        System.arraycopy(value, 0, all, salt.length, value.length);
        return all;
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
