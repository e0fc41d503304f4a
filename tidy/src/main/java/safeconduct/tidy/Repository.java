package safeconduct.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
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

    /**
     * Every class file that one of our sources made. What a generator wrote, or what is left from a source that is gone,
     * is not ours; a module that was not compiled is a mistake of the caller, never silently nothing.
     */
    List<Compiled> classes() {
        var classes = new ArrayList<Compiled>();
        for (var module : modules()) {
            classes.addAll(classes(module, false));
            classes.addAll(classes(module, true));
        }
        return List.copyOf(classes);
    }

    private List<Compiled> classes(String module, boolean test) {
        var sources = root.resolve(module).resolve(test ? "src/test/java" : "src/main/java");
        var folder = root.resolve(module).resolve(test ? "target/test-classes" : "target/classes");
        if (Files.isDirectory(sources) && !Files.isDirectory(folder)) {
            throw new IllegalStateException("module `" + module + "` is not compiled: run mvn verify");
        }
        return files(folder, file -> file.toString().endsWith(".class")).stream()
                .map(file -> new Compiled(module, test, parse(file)))
                .filter(compiled ->
                        Files.exists(sources.resolve(compiled.packageName().replace('.', '/'))
                                .resolve(compiled.sourceName())))
                .toList();
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read `" + file + "`", broken);
        }
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
