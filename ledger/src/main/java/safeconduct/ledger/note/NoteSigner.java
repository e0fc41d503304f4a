package safeconduct.ledger.note;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import safeconduct.ledger.LedgerFault;

/**
 * The secret half of a note's key. In its file, which only its owner can read, stand two lines:
 *
 * <pre>
 * PRIVATE+KEY+example.com/foo+530d903a+base64(type ‖ 32 secret bytes)
 * example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k
 * </pre>
 */
public final class NoteSigner {

    private static final String PREFIX = "PRIVATE+KEY+";
    private static final int FILE_SIZE_MAX = 4096;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final PrivateKey key;
    private final NoteVerifier verifier;

    private NoteSigner(PrivateKey key, NoteVerifier verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    /** A new random key with this name. */
    public static NoteSigner generate(String name) {
        return generate(name, NoteVerifier.Type.ED25519);
    }

    /** A new random key of a witness, whose signatures carry the time. */
    public static NoteSigner generateWitness(String name) {
        return generate(name, NoteVerifier.Type.COSIGNATURE);
    }

    private static NoteSigner generate(String name, NoteVerifier.Type type) {
        var pair = Ed25519.generate();
        var raw = new KeyBytes(Ed25519.raw(pair.getPublic()));
        return new NoteSigner(pair.getPrivate(), new NoteVerifier(name, type, raw));
    }

    /** Reads a key from its file; refuses a file that others can read. */
    public static NoteSigner load(Path file) {
        try {
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw LedgerFault.invalid("key file `" + file + "` can be used by others, expected mode 0600");
            }
            if (Files.size(file) > FILE_SIZE_MAX) {
                throw LedgerFault.invalid("key file `" + file + "` is too large");
            }
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new LedgerFault(LedgerFault.Code.UNAVAILABLE, "cannot read key file `" + file + "`", failed);
        }
    }

    /** Writes the key to a file that must not exist yet and that only its owner can read. */
    public void save(Path file) {
        var attributes = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        try (var channel = Files.newByteChannel(file, options, attributes)) {
            var bytes = ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException failed) {
            throw new LedgerFault(LedgerFault.Code.UNAVAILABLE, "cannot write key file `" + file + "`", failed);
        }
    }

    /** The public half. */
    public NoteVerifier verifier() {
        return verifier;
    }

    /** The signature over a text, without time; only for a key that is not a witness's. */
    byte[] sign(String text) {
        if (verifier.type() != NoteVerifier.Type.ED25519) {
            throw LedgerFault.invalid("key `" + verifier.name() + "` is a witness's, and signs only with a time");
        }
        return signBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] signBytes(byte[] message) {
        return Ed25519.sign(key, message);
    }

    /** Says which key this is, and never the secret. */
    @Override
    public String toString() {
        return "signer of " + verifier;
    }

    private String text() {
        byte[] seed = Ed25519.seed(key);
        byte[] typed = new byte[1 + seed.length];
        typed[0] = (byte) (verifier.type() == NoteVerifier.Type.ED25519 ? 1 : 4);
        System.arraycopy(seed, 0, typed, 1, seed.length);
        String id = HexFormat.of().toHexDigits(verifier.keyId());
        return PREFIX + verifier.name() + "+" + id + "+" + Base64Text.encode(typed) + "\n" + verifier + "\n";
    }

    private static NoteSigner parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 2 || !lines.getFirst().startsWith(PREFIX)) {
            throw LedgerFault.invalid("malformed key file, expected a private and a public line");
        }
        var verifier = NoteVerifier.parse(lines.getLast());
        String[] parts = lines.getFirst().substring(PREFIX.length()).split("\\+", 3);
        String secret = parts[parts.length - 1]; // Base64 may have a plus sign of its own.
        byte[] typed;
        try {
            typed = Base64Text.decode(secret);
        } catch (LedgerFault malformed) {
            throw LedgerFault.invalid(
                    "malformed key file, expected base64 at the end of its first line"); // Not quoted.
        }
        var signer = new NoteSigner(Ed25519.privateKey(Arrays.copyOfRange(typed, 1, typed.length)), verifier);
        byte[] probe = {1};
        if (!signer.text().equals(text) || !verifier.key().verify(probe, signer.signBytes(probe))) {
            throw LedgerFault.invalid("the two lines of the key file are not halves of one key");
        }
        return signer;
    }
}
