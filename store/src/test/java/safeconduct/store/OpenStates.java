package safeconduct.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Opens states in folders of their own; closes them and removes the folders after each test. */
final class OpenStates implements AfterEachCallback {

    private final List<SqliteState> open = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();

    SqliteState empty() {
        return in(folder());
    }

    SqliteState in(Path folder) {
        SqliteState state = SqliteState.open(folder);
        open.add(state);
        return state;
    }

    Path folder() {
        try {
            Path folder = Files.createTempDirectory("safeconduct-store");
            folders.add(folder);
            return folder;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        open.forEach(SqliteState::close);
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
