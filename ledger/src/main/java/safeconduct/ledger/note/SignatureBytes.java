package safeconduct.ledger.note;

import java.util.Arrays;

/** The bytes of a signature, which nobody can change. */
public final class SignatureBytes {

    private final byte[] bytes;

    /** Copies the bytes. */
    public SignatureBytes(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignatureBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
