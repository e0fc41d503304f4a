package safeconduct.cedar.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.SyntaxError;

/** Collects what is wrong with one text. */
public final class Errors {
    private static final int ERRORS_MAX = 100;
    private static final int SHOWN_MAX = 200;

    private final String file;
    private final String text;
    private final List<SyntaxError> found = new ArrayList<>();

    /** For this text. */
    public Errors(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** Adds one, for the characters {@code [start, end)}. */
    public void add(int start, int end, String message, String expected) {
        add(start, end, message, expected, null);
    }

    /** Adds one with a suggestion. */
    void add(int start, int end, String message, String expected, @Nullable String suggestion) {
        if (found.size() < ERRORS_MAX) {
            found.add(at(start, end, message, expected, suggestion));
        }
    }

    private SyntaxError at(int start, int end, String message, String expected, @Nullable String suggestion) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < start; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        int lineEnd = text.indexOf('\n', lineStart) < 0 ? text.length() : text.indexOf('\n', lineStart);
        int from = Math.max(lineStart, start - SHOWN_MAX); // A line may be a megabyte.
        int to = Math.max(from, Math.min(start + SHOWN_MAX, lineEnd));
        String shown = text.substring(from, to).replaceAll("\\p{Cntrl}", " ").stripTrailing();
        String marker =
                " ".repeat(start - from) + "^".repeat(Math.clamp((long) Math.min(end, to) - start, 1, SHOWN_MAX));
        return new SyntaxError(file, line, start - lineStart + 1, shown, marker, message, expected, suggestion);
    }

    /** One problem with a text that could be read, without adding it. */
    public SyntaxError place(int start, int end, String message, @Nullable String suggestion) {
        return at(start, end, message, "", suggestion);
    }

    /** True when there is none. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All, in the order of the text. */
    public CedarSyntaxException thrown() {
        found.sort(Comparator.comparingInt(SyntaxError::line).thenComparingInt(SyntaxError::column));
        return new CedarSyntaxException(found);
    }
}
