package safeconduct.config.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import safeconduct.config.BundleText;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;

/**
 * Every bundle of rules that was ever in force, one file each, named by its digest. It lies beside the ledger, whose records
 * name the digests, so that a decision can be decided again.
 *
 * <pre>data/bundles/sha-256-4f3cY….json</pre>
 */
public record BundleArchive(Path folder) {

    /** The name of its folder in the data folder. */
    public static final String FOLDER = "bundles";

    /** Far above {@code FILES_MAX} files of ordinary size. */
    private static final long SIZE_MAX = 64L << 20;

    /** True when there is such a folder. */
    public boolean exists() {
        return Files.isDirectory(folder);
    }

    /** Keeps a bundle; durable when it returns. What is kept already stays as it is. */
    public void keep(BundleText text) {
        Path file = file(text.digest());
        try {
            var ownerOnly = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
            if (find(text.digest()).isEmpty()) {
                write(file, text.bytes());
            }
        } catch (IOException failed) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot keep the rules in `" + file + "`: " + failed, failed);
        }
    }

    /** The bundle with this digest; empty when there is none whose content has it. */
    public Optional<BundleText> find(Digest digest) {
        Path file = file(digest);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > SIZE_MAX) {
                return Optional.empty();
            }
            BundleText text = BundleText.read(Files.readAllBytes(file));
            return Optional.of(text).filter(read -> read.digest().equals(digest));
        } catch (IOException failed) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot read `" + file + "`: " + failed, failed);
        } catch (Fault malformed) {
            return Optional.empty(); // Not what was kept: as good as not there.
        }
    }

    /** Where the bundle with this digest lies. */
    public Path file(Digest digest) {
        return folder.resolve(digest.value().replace(':', '-') + ".json");
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
