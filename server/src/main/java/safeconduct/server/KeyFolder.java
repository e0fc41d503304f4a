package safeconduct.server;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Randomness;
import safeconduct.kernel.Secret;
import safeconduct.ledger.note.NoteSigner;

/**
 * The keys of this installation, each in a file that only its owner can read. What does not exist is made, once.
 *
 * <pre>
 * ledger.key       signs the ledger's checkpoints; ledger.pub is for auditors
 * pseudonyms.key   names users in the ledger
 * admin.digest     of the credential that opens the API
 * openings.key     encrypts what opens the ledger's commitments
 * </pre>
 */
public final class KeyFolder {

    private static final int SECRET_LENGTH = 32;
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private final Path folder;

    private KeyFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws Fault UNAVAILABLE when it cannot be made */
    public static KeyFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, FOLDER);
            return new KeyFolder(folder);
        } catch (IOException failed) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot make the key folder `" + folder + "`: " + failed, failed);
        }
    }

    /**
     * The ledger's signer.
     *
     * @param origin the name of the ledger, used when the key is made
     */
    public NoteSigner ledger(String origin) {
        Path file = folder.resolve("ledger.key");
        if (!Files.exists(file)) {
            NoteSigner made = NoteSigner.generate(origin);
            made.save(file);
            publish(folder.resolve("ledger.pub"), made.verifier().toString() + "\n");
        }
        return NoteSigner.load(file);
    }

    /** 32 random bytes of this name. */
    public Secret secret(String name) {
        Path file = folder.resolve(name + ".key");
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            refuseReadable(file);
            return Secret.of(Base64.getDecoder().decode(Files.readString(file).strip()));
        } catch (IOException | IllegalArgumentException failed) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot read the key `" + file + "`", failed);
        }
    }

    /**
     * Digest of the credential that opens the API.
     *
     * @throws Fault INVALID when none was made
     */
    public Digest adminCredential() {
        Path file = folder.resolve("admin.digest");
        try {
            refuseReadable(file);
            return new Digest(Files.readString(file).strip());
        } catch (IOException missing) {
            throw new Fault(
                    Fault.Code.INVALID, "no admin credential in `" + file + "`: `safeconduct init` makes one", missing);
        }
    }

    /** Where the folder is, for keys that other parts keep in it. */
    public Path path() {
        return folder;
    }

    private static void make(Path file) throws IOException {
        String text = Base64.getEncoder().encodeToString(Randomness.bytes(SECRET_LENGTH)) + "\n";
        Path fresh = Files.createTempFile(
                file.toAbsolutePath().getParent(), "new", ".key", PosixFilePermissions.asFileAttribute(FILE));
        Files.writeString(fresh, text, StandardOpenOption.SYNC);
        try {
            Files.createLink(file, fresh); // Whole or not at all, and never over another one.
        } catch (FileAlreadyExistsException other) {
            refuseReadable(file); // Another process was first: its key counts.
        } finally {
            Files.delete(fresh);
        }
    }

    private static void refuseReadable(Path file) throws IOException {
        Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        others.removeAll(FILE);
        if (!others.isEmpty()) {
            throw new Fault(
                    Fault.Code.INVALID, "the key `" + file + "` is open to others, expected permissions `rw-------`");
        }
    }

    private static void publish(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot write `" + file + "`: " + failed, failed);
        }
    }
}
