package safeconduct.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked once into a folder. */
final class PostgresBinaries {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private PostgresBinaries() {}

    /**
     * Unpacks the programs unless they are there; two processes may do so at once.
     *
     * @return the folder that holds {@code bin/postgres}
     */
    static Path in(Path folder) throws IOException {
        Path home = folder.resolve("postgresql-18.6");
        if (!Files.exists(home.resolve("bin/postgres"))) {
            Files.createDirectories(folder);
            Path fresh = Files.createTempDirectory(folder, "unpacking-");
            unpack(fresh);
            try {
                Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException another) {
                if (!Files.exists(home.resolve("bin/postgres"))) {
                    throw another;
                }
                Folders.delete(fresh); // Somebody else was first.
            }
        }
        return home;
    }

    private static void unpack(Path folder) throws IOException {
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new IOException("no PostgreSQL for this machine: only Linux on x86-64 is packed");
            }
            try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(folder, tar, entry);
                }
            }
        }
    }

    private static void unpack(Path folder, InputStream content, TarArchiveEntry entry) throws IOException {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("the archive reaches out of its folder: `" + entry.getName() + "`");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            Files.setPosixFilePermissions(path, permissions((entry.getMode() & 0100) != 0));
        }
    }

    private static Set<PosixFilePermission> permissions(boolean program) {
        var allowed = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if (program) {
            allowed.add(PosixFilePermission.OWNER_EXECUTE);
        }
        return allowed;
    }

    /**
     * A folder that this user's processes share, for the programs only.
     *
     * @throws IOException when another user owns it: what lies there is not to be run
     */
    static Path shared(Path temporary) throws IOException {
        String user = System.getProperty("user.name");
        Path folder = temporary.resolve("safeconduct-programs-" + user);
        Folders.createPrivate(folder);
        if (Files.isSymbolicLink(folder)
                || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(user)) {
            throw new IOException("`" + folder + "` belongs to somebody else, expected a folder of `" + user + "`");
        }
        return folder;
    }
}
