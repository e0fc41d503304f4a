package safeconduct.flow.goal;

import java.util.ArrayList;
import java.util.List;
import safeconduct.flow.value.Words;
import safeconduct.flow.value.Words.Word;

/** Cuts a goal into sentences of words, without cutting through what stands in quotes. */
final class Sentences {

    private static final int WORDS_MAX = 20_000;

    private Sentences() {}

    /**
     * One sentence.
     *
     * @param text the whole goal
     * @param words outside of quotes and inside
     * @param quoted which of the words stand in quotes
     */
    record Sentence(String text, List<Word> words, List<Boolean> quoted, int number) {
        String lower(int i) {
            return i < 0 || i >= words.size() ? "" : words.get(i).text().toLowerCase(java.util.Locale.ROOT);
        }

        /** Whether a comma stands before a word. */
        boolean comma(int i) {
            return i > 0
                    && text.substring(words.get(i - 1).end(), words.get(i).start())
                                    .indexOf(',')
                            >= 0;
        }

        boolean inQuotes(int i) {
            return quoted.get(i);
        }
    }

    static List<Sentence> of(String text, List<Quotes.Span> quotes) {
        List<Sentence> sentences = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<Boolean> quoted = new ArrayList<>();
        int last = 0;
        for (Word word : Words.of(text, WORDS_MAX)) {
            boolean inside = quotes.stream().anyMatch(span -> span.holds(word.start()));
            if (!words.isEmpty() && !inside && ends(text, last, word.start())) {
                sentences.add(new Sentence(text, List.copyOf(words), List.copyOf(quoted), sentences.size()));
                words.clear();
                quoted.clear();
            }
            words.add(word);
            quoted.add(inside);
            last = word.end();
        }
        if (!words.isEmpty()) {
            sentences.add(new Sentence(text, List.copyOf(words), List.copyOf(quoted), sentences.size()));
        }
        return sentences;
    }

    private static boolean ends(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (".!?:;\n".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
