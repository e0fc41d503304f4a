package safeconduct.ledger.merkle;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import safeconduct.ledger.LedgerFault;

/** A SHA-256 hash: 32 bytes that nobody can change. */
public final class Hash {

    /** How many bytes a hash has. */
    public static final int LENGTH = 32;

    private static final int BASE64_LENGTH = 44;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The hash with these bytes, which are copied. */
    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw LedgerFault.invalid("hash of " + bytes.length + " bytes, expected " + LENGTH);
        }
        return new Hash(bytes.clone());
    }

    /** Reads standard base64 with padding, in its one canonical spelling. */
    public static Hash parse(String base64) {
        if (base64.length() == BASE64_LENGTH) {
            try {
                var hash = new Hash(Base64.getDecoder().decode(base64));
                if (hash.bytes.length == LENGTH && hash.toString().equals(base64)) {
                    return hash;
                }
            } catch (IllegalArgumentException notBase64) {
                throw new LedgerFault(LedgerFault.Code.INVALID, "malformed hash `" + base64 + "`", notBase64);
            }
        }
        throw LedgerFault.invalid("malformed hash `" + base64 + "`, expected the base64 of 32 bytes");
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The hash in hexadecimal. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The hash in standard base64, as checkpoints and proofs spell it. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
