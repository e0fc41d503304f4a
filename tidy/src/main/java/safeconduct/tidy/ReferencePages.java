package safeconduct.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reference pages are printed from code. A page plugs itself in by its first line, which names a main class of the
 * product or of tidy, and its arguments; the rest of the page is what that class prints:
 *
 * <pre>{@code <!-- printed by safeconduct.cli.Reference: ./dev reference writes it again -->}</pre>
 */
final class ReferencePages implements Rule {

    private static final Pattern HEADER =
            Pattern.compile("<!-- printed by ([\\w.]+)((?: [\\w./-]+)*): \\./dev reference writes it again -->");

    /** Prints one page. */
    @FunctionalInterface
    interface Printer {
        String print(List<String> command);
    }

    private final Printer printer;

    ReferencePages(Printer printer) {
        this.printer = printer;
    }

    @Override
    public List<Complaint> check(Repository repository) {
        var complaints = new ArrayList<Complaint>();
        printed(repository).forEach((path, text) -> {
            if (!Repository.read(path).equals(text)) {
                var name = repository.root().relativize(path).toString();
                complaints.add(new Complaint(name, 0, "is not what the code prints: run ./dev reference"));
            }
        });
        return complaints;
    }

    /** Every page that is printed, with the text that it should have. */
    Map<Path, String> printed(Repository repository) {
        var pages = new TreeMap<Path, String>();
        var folder = repository.root().resolve("docs/reference");
        for (var path : Repository.files(folder, file -> file.toString().endsWith(".md"))) {
            var header = Repository.read(path).lines().findFirst().orElse("");
            command(header).ifPresent(command -> pages.put(path, header + "\n\n" + printer.print(command)));
        }
        return pages;
    }

    private static Optional<List<String>> command(String header) {
        var match = HEADER.matcher(header);
        if (!match.matches()) {
            return Optional.empty();
        }
        var command = new ArrayList<String>(List.of(match.group(1)));
        Pattern.compile(" ")
                .splitAsStream(match.group(2))
                .filter(argument -> !argument.isEmpty())
                .forEach(command::add);
        return Optional.of(List.copyOf(command));
    }

    /** Runs the class in a process of its own, on what the product runs with and tidy. */
    static Printer process(Path root) {
        return command -> {
            var line = new ArrayList<String>();
            line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            line.add("-XX:+UseSerialGC");
            line.add("-cp");
            line.add(root.resolve("cli/target/safeconduct-cli.jar") + ":" + root.resolve("cli/target/lib/*") + ":"
                    + root.resolve("tidy/target/classes"));
            line.addAll(command);
            try {
                var errors = Files.createTempFile("reference", ".txt");
                var process = new ProcessBuilder(line)
                        .directory(root.toFile())
                        .redirectError(errors.toFile())
                        .start();
                var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(
                            "cannot print `" + command.getFirst() + "`: " + Files.readString(errors));
                }
                Files.delete(errors);
                return text;
            } catch (IOException broken) {
                throw new UncheckedIOException("cannot print `" + command.getFirst() + "`", broken);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while printing `" + command.getFirst() + "`", stopped);
            }
        };
    }
}
