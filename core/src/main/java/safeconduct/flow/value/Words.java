package safeconduct.flow.value;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into words: typed values stay whole, punctuation around them goes. One pass. */
public final class Words {

    private static final String BETWEEN = "<>()[]{}\"`,;|“”«»*";

    private Words() {}

    /**
     * One word of a text.
     *
     * @param start where it begins
     * @param end where it ends, without what was trimmed
     */
    public record Word(String text, int start, int end) {}

    /** What hears each word. */
    @FunctionalInterface
    public interface Listener {
        void word(int start, int end);
    }

    /** The words, at most so many. */
    public static List<Word> of(String text, int atMost) {
        List<Word> words = new ArrayList<>();
        each(text, (start, end) -> {
            if (words.size() < atMost) {
                words.add(new Word(text.substring(start, end), start, end));
            }
        });
        return words;
    }

    /** Tells the listener of each word, in order. */
    public static void each(String text, Listener listener) {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean gap = i == text.length() || between(text, i);
            if (!gap && start < 0) {
                start = i;
            } else if (gap && start >= 0) {
                trimmed(text, start, i, listener);
                start = -1;
            }
        }
    }

    private static boolean between(String text, int i) {
        char c = text.charAt(i);
        if (c <= ' ' || c == '\u00a0' || BETWEEN.indexOf(c) >= 0) {
            return true;
        }
        boolean inside = i > 0 && i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i - 1));
        return switch (c) {
            case '\'', '\u2018', '\u2019' -> !(inside && Character.isLetter(text.charAt(i + 1)));
            case ':' ->
                text.charAt(i + 1 < text.length() ? i + 1 : i) != '/'
                        && (inside ? !Shapes.hasDigit(text.substring(i + 1, i + 2)) : i + 2 < text.length());
            case '\\' -> i + 1 < text.length() && (text.charAt(i + 1) == 'n' || text.charAt(i + 1) == '"');
            default -> Character.isWhitespace(c);
        };
    }

    private static void trimmed(String text, int from, int to, Listener listener) {
        int start = from;
        int end = to;
        while (start < end && "'‘’.-:!?=".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && "'‘’.:!?=".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end > start) {
            listener.word(start, end);
        }
    }
}
