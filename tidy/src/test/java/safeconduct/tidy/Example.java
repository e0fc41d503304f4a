package safeconduct.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** A small repository that breaks a rule on purpose. */
record Example(Repository repository) {

    /** Files by their path, as {@code core/src/main/java/safeconduct/kernel/Ids.java}; the modules are their first parts. */
    static Example of(Path root, Map<String, String> files) {
        var modules = new TreeSet<String>();
        files.forEach((name, text) -> {
            if (name.contains("/src/")) {
                modules.add(name.split("/", 2)[0]);
            }
            write(root.resolve(name), text);
        });
        write(
                root.resolve("pom.xml"),
                modules.stream()
                        .map(module -> "<module>" + module + "</module>")
                        .collect(Collectors.joining("\n", "<modules>", "</modules>")));
        return new Example(new Repository(root));
    }

    /** One file of the module `core`, in the package `safeconduct.kernel` unless the text says otherwise. */
    static Example of(Path root, String name, String text) {
        return of(root, Map.of("core/src/main/java/safeconduct/call/" + name, text));
    }

    /** The same, with the class files of every source where Maven would put them. */
    Example compiled() {
        compile("main", "target/classes");
        compile("test", "target/test-classes");
        return this;
    }

    /** Compiles one file alone, on top of what is there. */
    Example compiledOnly(String name) {
        var module = name.split("/", 2)[0];
        compile(
                List.of(repository.root().resolve(name).toString()),
                repository.root().resolve(module).resolve("target/classes"),
                "");
        return this;
    }

    /** What the rule says, as a failing build would show it. */
    List<String> complaints(Rule rule) {
        return rule.check(repository).stream().map(Complaint::toString).toList();
    }

    private void compile(String kind, String to) {
        for (var module : repository.modules()) {
            var all =
                    Repository.files(repository.root(), file -> file.toString().endsWith(".java"));
            var own = all.stream()
                    .filter(file -> file.startsWith(
                            repository.root().resolve(module).resolve("src").resolve(kind)))
                    .map(Path::toString)
                    .toList();
            if (own.isEmpty()) {
                continue;
            }
            // Everything is found through the sources, so that the modules need no order.
            var sources = repository.modules().stream()
                    .map(each -> repository
                            .root()
                            .resolve(each)
                            .resolve("src/main/java")
                            .toString())
                    .collect(Collectors.joining(":"));
            compile(own, repository.root().resolve(module).resolve(to), sources);
        }
    }

    private static void compile(List<String> files, Path to, String sources) {
        var arguments = new ArrayList<String>(List.of("-proc:none", "-implicit:none", "-d", to.toString()));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
        if (!sources.isEmpty()) {
            arguments.addAll(List.of("-sourcepath", sources));
        }
        arguments.addAll(files);
        var result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (result != 0) {
            throw new IllegalStateException("the example does not compile");
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
