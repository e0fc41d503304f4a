package safeconduct.catalog.classify;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import safeconduct.catalog.classify.words.Names;
import safeconduct.catalog.classify.words.Words;

/**
 * The group of {@code parameters.txt} of a parameter's name: the whole name, else its last two words, else its last word, which
 * says what it is, else the words before, which say of what.
 */
final class ParameterWords {

    private static final List<String> GROUPS =
            List.of("credential", "paging", "code", "amount", "destination", "place", "content", "selector");
    /** A name that ends so says which, whatever stands before. */
    private static final Set<String> WHICH = Set.of("id", "ids", "uuid", "number", "index", "key", "idx", "no");

    private static final Set<String> PUTS = Set.of("output", "dest", "destination", "target", "save");

    private ParameterWords() {}

    /** The group, or an empty text. */
    static String group(List<String> words) {
        if (words.isEmpty()) {
            return "";
        }
        Optional<String> whole = group(String.join("_", words));
        if (whole.isPresent()) {
            return whole.get();
        }
        return words.size() > 1 ? composed(words).orElseGet(() -> single(words)) : single(words);
    }

    private static Optional<String> composed(List<String> words) {
        String last = words.getLast();
        String pair = words.get(words.size() - 2) + "_" + last;
        if (WHICH.contains(last)) {
            return Optional.of(Words.PARAMETERS.has("credential", pair) ? "credential" : "selector");
        }
        Optional<String> paired = group(pair);
        if (paired.isPresent()) {
            return paired;
        }
        if (PUTS.contains(words.getFirst()) && Words.PARAMETERS.has("place", last)) {
            return Optional.of("place");
        }
        // country_code, zip_code; but source_code is code.
        return last.equals("code") ? Optional.of("selector") : Optional.empty();
    }

    private static String single(List<String> words) {
        for (int i = words.size() - 1; i >= 0; i--) {
            boolean last = i == words.size() - 1;
            if (!last && Words.GRAMMAR.has("preposition", words.get(i))) {
                continue; // `text_to_set` goes nowhere.
            }
            for (String form : List.of(words.get(i), Names.singular(words.get(i)))) {
                for (String group : GROUPS) {
                    if (last ? Words.PARAMETERS.has(group, form) : Words.PARAMETERS.strong(group, form)) {
                        return group;
                    }
                }
            }
        }
        return "";
    }

    private static Optional<String> group(String term) {
        return GROUPS.stream()
                .filter(group -> Words.PARAMETERS.has(group, term))
                .findFirst();
    }
}
