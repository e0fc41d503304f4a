package safeconduct.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import safeconduct.kernel.Secret;

/** What was asked for on the command line. */
record Options(boolean clean, boolean node, Optional<Target> postgres, Optional<Path> passwordFile) {

    static final String USAGE =
            "usage: safeconduct demo [--clean] [--no-node] [--postgres URL] [--postgres-password-file FILE]";

    static Options of(List<String> words) {
        boolean clean = false;
        boolean node = true;
        Target postgres = null;
        Path file = null;
        ListIterator<String> rest = words.listIterator();
        while (rest.hasNext()) {
            String word = rest.next();
            switch (word) {
                case "--clean" -> clean = true;
                case "--no-node" -> node = false;
                case "--postgres" -> postgres = Target.of(value(word, rest));
                case "--postgres-password-file" -> file = Path.of(value(word, rest));
                default -> throw new Refused("unknown argument `" + word + "`\n" + USAGE);
            }
        }
        return new Options(clean, node, Optional.ofNullable(postgres), Optional.ofNullable(file));
    }

    private static String value(String word, ListIterator<String> rest) {
        if (!rest.hasNext()) {
            throw new Refused("`" + word + "` needs a value\n" + USAGE);
        }
        return rest.next();
    }

    /** Of the role in `--postgres`: from the file, or from PGPASSWORD. */
    Secret password() throws IOException {
        if (passwordFile.isPresent()) {
            Path file = passwordFile.get();
            if (!Files.isReadable(file)) {
                throw new Refused("the file `" + file + "` of `--postgres-password-file` can't be read");
            }
            return Secret.of(Files.readString(file).strip());
        }
        @Nullable String fromEnvironment = System.getenv("PGPASSWORD");
        if (fromEnvironment == null || fromEnvironment.isEmpty()) {
            throw new Refused("no password for PostgreSQL, expected it in PGPASSWORD or in the file of"
                    + " `--postgres-password-file`");
        }
        return Secret.of(fromEnvironment);
    }
}
