package safeconduct.ledger.note;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import safeconduct.ledger.LedgerFault;

/**
 * The public half of a note's key, as {@code name+key id+base64(type ‖ key)}:
 *
 * <pre>example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k</pre>
 *
 * @param name who signs; for a log this is its origin
 * @param type what kind of signature
 */
public record NoteVerifier(String name, Type type, KeyBytes key) {

    /** The kinds of signatures that are understood here. */
    public enum Type {
        /** A plain signature over the text. */
        ED25519(1),
        /** A witness's timestamped signature over a checkpoint. */
        COSIGNATURE(4);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        private static Type of(int code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            throw LedgerFault.invalid("unknown key type `" + code + "`, expected 1 (Ed25519) or 4 (cosignature)");
        }
    }

    /** Checks the name. */
    public NoteVerifier {
        KeyName.check(name);
    }

    /** Reads a verifier key, and refuses one whose id does not belong to its name and bytes. */
    public static NoteVerifier parse(String vkey) {
        String[] parts = vkey.split("\\+", 3);
        if (parts.length != 3 || !parts[1].matches("[0-9a-f]{8}")) {
            throw LedgerFault.invalid("malformed verifier key `" + vkey + "`, expected name+id+key");
        }
        byte[] typed = Base64Text.decode(parts[2]);
        if (typed.length != 1 + Ed25519.KEY_LENGTH) {
            throw LedgerFault.invalid("malformed verifier key `" + vkey + "`, expected a key of 32 bytes");
        }
        var key = new KeyBytes(Arrays.copyOfRange(typed, 1, typed.length));
        var verifier = new NoteVerifier(parts[0], Type.of(typed[0]), key);
        if (!verifier.toString().equals(vkey)) {
            throw LedgerFault.invalid("verifier key `" + vkey + "` does not have the id of its name and key");
        }
        return verifier;
    }

    /** The first four bytes of the hash over name, type and key. */
    public int keyId() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] hash = digest.digest(typed());
            return (hash[0] & 0xff) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | (hash[3] & 0xff);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** True when {@code signature} is this key's over the text. */
    boolean accepts(String text, byte[] signature) {
        return switch (type) {
            case ED25519 -> key.verify(text.getBytes(StandardCharsets.UTF_8), signature);
            case COSIGNATURE -> Cosignature.verify(key, text, signature);
        };
    }

    /** The key as text that can be given to everyone. */
    @Override
    public String toString() {
        return name + "+" + HexFormat.of().toHexDigits(keyId()) + "+" + Base64Text.encode(typed());
    }

    private byte[] typed() {
        var bytes = new ByteArrayOutputStream();
        bytes.write(type.code);
        bytes.writeBytes(key.bytes());
        return bytes.toByteArray();
    }
}
