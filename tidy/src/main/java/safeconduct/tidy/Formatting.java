package safeconduct.tidy;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.util.List;
import java.util.Optional;

/** There is one format, and no discussion about it: the formatter's. */
final class Formatting implements Rule {

    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    @Override
    public List<Complaint> check(Repository repository) {
        return repository.sources().stream()
                .flatMap(source -> complaint(source).stream())
                .toList();
    }

    private Optional<Complaint> complaint(Source source) {
        return switch (format(source)) {
            case Formatted(var text) when text.equals(source.text()) -> Optional.empty();
            case Formatted(var text) ->
                Optional.of(Complaint.at(
                        source, firstDifference(source.text(), text), "is not formatted: run ./dev format"));
            case Unreadable(var reason) -> Optional.of(Complaint.of(source, "cannot be formatted: " + reason));
        };
    }

    /** What a file would look like. */
    sealed interface Outcome {}

    /** The text in our format. */
    record Formatted(String text) implements Outcome {}

    /** The formatter could not read the file. */
    record Unreadable(String reason) implements Outcome {}

    /** The file in our format, unused imports removed. */
    Outcome format(Source source) {
        try {
            return new Formatted(formatter.formatSourceAndFixImports(source.text()));
        } catch (FormatterException broken) {
            return new Unreadable(
                    String.valueOf(broken.getMessage()).lines().findFirst().orElse("no reason given"));
        }
    }

    private static int firstDifference(String was, String is) {
        var before = was.lines().toList();
        var after = is.lines().toList();
        var line = 0;
        while (line < before.size() && line < after.size() && before.get(line).equals(after.get(line))) {
            line++;
        }
        return line + 1;
    }
}
