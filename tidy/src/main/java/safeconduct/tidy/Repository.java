package safeconduct.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of this project, read once from its root folder. */
record Repository(Path root) {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    /** The modules, in the order of the root pom. */
    List<String> modules() {
        return MODULE.matcher(read(root.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Every Java file of every module, main code first. */
    List<Source> sources() {
        var sources = new ArrayList<Source>();
        for (var module : modules()) {
            for (var kind : List.of("main", "test")) {
                var folder = root.resolve(module).resolve("src").resolve(kind);
                for (var path : files(folder, file -> file.toString().endsWith(".java"))) {
                    sources.add(new Source(module, kind.equals("test"), path, read(path)));
                }
            }
        }
        return List.copyOf(sources);
    }

    /** The files below a folder that pass, in a fixed order; none where there is no such folder. */
    static List<Path> files(Path folder, Predicate<Path> wanted) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot list `" + folder + "`", broken);
        }
    }

    /** The text of a file. */
    static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read `" + path + "`", broken);
        }
    }
}
