package safeconduct.catalog.classify.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names and sentences as words: lower case, cut at capitals, digits and signs. */
public final class Names {

    /** Longer names and sentences are cut here, so that hostile ones cost nothing. */
    public static final int WORDS_MAX = 64;

    /** A stop before here ends an abbreviation, not a sentence. */
    private static final int SENTENCE_MIN = 9;

    private static final int CHARACTERS_MAX = 1_000;

    private Names() {}

    /** {@code getUserInfo}, {@code get_user.info} → get, user, info. */
    public static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int end = Math.min(name.length(), CHARACTERS_MAX);
        for (int i = 0; i < end && words.size() < WORDS_MAX; i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                flush(word, words);
                continue;
            }
            if (i > 0 && starts(name, i, end)) {
                flush(word, words);
            }
            word.append(c);
        }
        flush(word, words);
        return words;
    }

    /** A capital after a small letter ({@code userId}), or the last of several before a small one ({@code XMLFile}). */
    private static boolean starts(String name, int i, int end) {
        char before = name.charAt(i - 1);
        if (!Character.isUpperCase(name.charAt(i))) {
            return false;
        }
        boolean last = Character.isUpperCase(before) && i + 1 < end && Character.isLowerCase(name.charAt(i + 1));
        return last || Character.isLowerCase(before);
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            word.setLength(0);
        }
    }

    /** The singular of a noun; also the base form of a verb in the third person. */
    public static String singular(String word) {
        int length = word.length();
        if (length < 4 || !word.endsWith("s") || word.endsWith("ss") || Words.GRAMMAR.has("singular", word)) {
            return word;
        }
        if (word.endsWith("ies")) {
            return word.substring(0, length - 3) + "y";
        }
        if (word.endsWith("ches") || word.endsWith("shes") || word.endsWith("sses") || word.endsWith("xes")) {
            return word.substring(0, length - 2);
        }
        return word.substring(0, length - 1);
    }

    /** Forms of a verb that a sentence may hold, to look up one after the other: sends, sending → send. */
    public static List<String> bases(String word) {
        List<String> bases = new ArrayList<>(List.of(word, singular(word)));
        if (word.length() > 5 && word.endsWith("ing")) {
            String stem = word.substring(0, word.length() - 3);
            bases.add(stem);
            bases.add(stem + "e");
            if (stem.length() > 2 && stem.charAt(stem.length() - 1) == stem.charAt(stem.length() - 2)) {
                bases.add(stem.substring(0, stem.length() - 1));
            }
        }
        return bases;
    }

    /** Single words in singular, and each two neighbours joined by {@code _}: the longer ones first. */
    public static List<String> terms(List<String> words) {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            terms.add(words.get(i) + "_" + singular(words.get(i + 1)));
        }
        words.forEach(word -> terms.add(singular(word)));
        return terms;
    }

    /** The first sentence of a description; an empty line ends one too. */
    public static String firstSentence(String description) {
        String text = description
                .substring(0, Math.min(CHARACTERS_MAX, description.length()))
                .strip();
        for (int i = SENTENCE_MIN; i < text.length(); i++) {
            if (ends(text, i)) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    private static boolean ends(String text, int i) {
        boolean last = i + 1 == text.length();
        return switch (text.charAt(i)) {
            case '。' -> true;
            case '.' -> last || Character.isWhitespace(text.charAt(i + 1));
            case '\n' -> last || text.charAt(i + 1) == '\n';
            default -> false;
        };
    }
}
