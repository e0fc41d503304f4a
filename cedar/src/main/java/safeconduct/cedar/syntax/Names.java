package safeconduct.cedar.syntax;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be called how, and what was probably meant. */
public final class Names {
    private static final Set<String> RESERVED =
            Set.of("true", "false", "if", "then", "else", "in", "is", "like", "has", "__cedar");
    private static final int SUGGESTED_LENGTH_MAX = 64;

    private Names() {}

    /** True when the language keeps the word for itself, so that no attribute or type can be called so without quotes. */
    public static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    /** True for what can be an attribute without quotes, or a part of a type's name. */
    public static boolean isIdentifier(String text) {
        return Lexer.isWord(text) && !isReserved(text);
    }

    /** True for a type's name: identifiers joined by {@code ::}. */
    public static boolean isPath(String text) {
        for (String part : text.split("::", -1)) {
            if (!isIdentifier(part)) {
                return false;
            }
        }
        return true;
    }

    /** The candidate that is a typing error away, or null. */
    public static @Nullable String near(String name, Collection<String> candidates) {
        String best = null;
        int bestDistance = Math.max(1, name.length() / 3) + 1;
        for (String candidate : name.length() > SUGGESTED_LENGTH_MAX ? Set.<String>of() : candidates) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            boolean closer = distance < bestDistance;
            boolean sooner = distance == bestDistance && best != null && candidate.compareTo(best) < 0;
            if (!candidate.equals(name) && (closer || sooner)) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** How many letters to add, leave out, replace or swap. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(a, b, d, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(String a, String b, int[][] d, int i, int j) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(d[i - 1][j - 1] + same, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
    }
}
