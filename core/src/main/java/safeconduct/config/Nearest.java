package safeconduct.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that was perhaps meant. */
public final class Nearest {

    private static final int DISTANCE_MAX = 3;

    private Nearest() {}

    /** The nearest of these words, if one is near. */
    public static Optional<String> to(String word, Collection<String> words) {
        return words.stream()
                .filter(other -> distance(word, other) <= Math.min(DISTANCE_MAX, Math.max(1, other.length() / 2)))
                .min(Comparator.comparingInt((String other) -> distance(word, other))
                        .thenComparing(other -> other));
    }

    /** How many letters must be changed, put in or taken out (Levenshtein). */
    static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
