package safeconduct.ledger.note;

import java.security.PublicKey;
import java.util.Arrays;
import safeconduct.ledger.LedgerFault;

/** A raw Ed25519 public key: 32 bytes that nobody can change. */
public final class KeyBytes {

    private final byte[] bytes;
    private final PublicKey key;

    /** The key with these 32 bytes, which are copied. */
    public KeyBytes(byte[] bytes) {
        if (bytes.length != Ed25519.KEY_LENGTH) {
            throw LedgerFault.invalid("public key of " + bytes.length + " bytes, expected 32");
        }
        this.bytes = bytes.clone();
        this.key = Ed25519.publicKey(bytes);
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    boolean verify(byte[] message, byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_LENGTH && Ed25519.verify(key, message, signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
