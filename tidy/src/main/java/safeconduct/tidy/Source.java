package safeconduct.tidy;

import java.nio.file.Path;

/** One Java file of the repository: where it stands, and its text. */
record Source(String module, boolean test, Path path, String text) {

    /** The name of the file alone, as complaints show it. */
    String name() {
        return path.getFileName().toString();
    }

    /** How many lines the file has. */
    int lines() {
        return (int) text.lines().count();
    }

    /** The line, counted from one, of a position in the text. */
    int lineAt(long position) {
        return 1
                + (int) text.substring(0, (int) position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
