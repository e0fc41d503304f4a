package safeconduct.token;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Secret;

/** One key in one file that only its owner may read; a file that others may read is refused. */
public final class KeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int LENGTH_MAX = 16 * 1024;

    private KeyFile() {}

    /**
     * Reads a key.
     *
     * @throws Fault NOT_FOUND without a file; INVALID when others may read it, or it holds no key
     */
    public static SigningKey read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new Fault(Fault.Code.NOT_FOUND, "no key file `" + file + "`");
            }
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new Fault(
                        Fault.Code.INVALID, "key file `" + file + "` may be read by others, expected mode 0600");
            }
            if (Files.size(file) > LENGTH_MAX) {
                throw new Fault(Fault.Code.INVALID, "key file `" + file + "` is too long");
            }
            return SigningKey.read(Secret.of(Files.readAllBytes(file)));
        } catch (IOException broken) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot read key file `" + file + "`", broken);
        }
    }

    /** Writes a key, durably and whole or not at all. */
    public static void write(Path file, SigningKey key) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new Fault(Fault.Code.INVALID, "key file `" + file + "` has no folder");
        }
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "key", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer text = ByteBuffer.wrap(key.privateText().bytes());
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException broken) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot write key file `" + file + "`", broken);
        }
    }
}
