package safeconduct.flow.goal;

import java.util.ArrayList;
import java.util.List;

/** Finds what stands between quotes. An apostrophe inside a word is none. */
final class Quotes {

    private static final int LENGTH_MAX = 2_000;

    private Quotes() {}

    /** From the first character inside to behind the last. */
    record Span(int start, int end) {
        boolean holds(int at) {
            return at >= start && at < end;
        }
    }

    static List<Span> in(String text) {
        List<Span> spans = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char close = closing(text.charAt(i));
            if (close == 0 || (close == '\'' && i > 0 && Character.isLetterOrDigit(text.charAt(i - 1)))) {
                i++;
                continue;
            }
            int end = end(text, i + 1, close);
            if (end < 0) {
                i++;
            } else {
                spans.add(new Span(i + 1, end));
                i = end + 1;
            }
        }
        return spans;
    }

    private static int end(String text, int from, char close) {
        int limit = Math.min(text.length(), from + LENGTH_MAX);
        for (int i = from; i < limit; i++) {
            boolean apostrophe =
                    close == '\'' && i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
            if (text.charAt(i) == close && !apostrophe) {
                return i > from ? i : -1;
            }
        }
        return -1;
    }

    private static char closing(char open) {
        return switch (open) {
            case '\'' -> '\'';
            case '"' -> '"';
            case '`' -> '`';
            case '“' -> '”';
            case '‘' -> '’';
            case '«' -> '»';
            default -> 0;
        };
    }
}
