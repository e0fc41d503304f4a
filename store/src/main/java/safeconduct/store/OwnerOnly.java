package safeconduct.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that nobody but their owner reads or writes. */
final class OwnerOnly {

    private static final Set<PosixFilePermission> RIGHTS = PosixFilePermissions.fromString("rw-------");

    private OwnerOnly() {}

    /** Makes it where it is missing, never readable for anyone else in between. SQLite's side files get its rights. */
    static void file(Path file) throws IOException {
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(RIGHTS));
        }
        Files.setPosixFilePermissions(file, RIGHTS);
    }
}
