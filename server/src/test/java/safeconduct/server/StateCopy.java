package safeconduct.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of what lies in a folder, as a backup would hold it: of a folder {@code data} the files of the state store, of
 * another one everything.
 */
record StateCopy(Path folder, Path copy) {

    /** Copies. */
    void take() {
        try {
            Files.createDirectories(copy);
            for (Path file : files()) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Puts the copy in the place of what is there now. */
    void restore() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
        try (Stream<Path> copied = Files.list(copy)) {
            for (Path file : copied.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private List<Path> files() throws IOException {
        boolean data = folder.endsWith("data");
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !data || file.getFileName().toString().startsWith("state.db"))
                    .toList();
        }
    }
}
