package safeconduct.catalog.classify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import safeconduct.catalog.classify.words.Names;
import safeconduct.catalog.classify.words.Words;

/**
 * What a tool is about: the nouns of its name, else of the first sentence of its description, and the group of
 * {@code nouns.txt} that is the least trustworthy among them.
 *
 * @param group {@code own}, {@code mixed}, {@code public}; empty when no noun is known
 */
record Subject(Optional<String> group, Set<String> nouns, String reason) {

    private static final List<String> GROUPS = List.of("own", "mixed", "public");
    private static final int SENTENCE_WORDS = 25;

    Subject {
        nouns = Set.copyOf(nouns);
    }

    static Subject of(ToolDescription tool, Action action) {
        Subject named = of(action.object(), "name");
        if (named.group().isPresent()) {
            return named;
        }
        List<String> others = new ArrayList<>(Names.words(tool.name()));
        others.remove(action.verb());
        Subject anywhere = of(others, "name");
        if (anywhere.group().isPresent()) {
            return anywhere;
        }
        String sentence = Names.firstSentence(tool.description());
        List<String> words = Names.words(sentence);
        Subject told = of(words.subList(0, Math.min(words.size(), SENTENCE_WORDS)), "description");
        return told.group().isPresent() ? told : ideographs(sentence);
    }

    /** Whether the tool's own name says it. */
    boolean named() {
        return group.isPresent() && reason.endsWith("name");
    }

    boolean is(String group) {
        return this.group.filter(group::equals).isPresent();
    }

    /** Without words at the end that only say in what form the answer comes. */
    static List<String> telling(List<String> words) {
        int end = words.size();
        while (end > 1 && Words.NOUNS.has("vague", Names.singular(words.get(end - 1)))) {
            end--;
        }
        return words.subList(0, end);
    }

    private static Subject of(List<String> words, String where) {
        Set<String> nouns = new LinkedHashSet<>();
        int worst = -1;
        String word = "";
        Set<String> covered = new LinkedHashSet<>();
        List<String> telling = telling(words);
        for (String term : Names.terms(words)) {
            if (covered.contains(term)) {
                continue;
            }
            for (int i = GROUPS.size() - 1; i >= 0; i--) {
                String group = GROUPS.get(i);
                boolean last = !telling.isEmpty() && term.equals(Names.singular(telling.getLast()));
                if (Words.NOUNS.means(group, term, last && where.equals("name"))) {
                    nouns.add(term);
                    for (String part : term.split("_", -1)) {
                        covered.add(Names.singular(part));
                    }
                    if (i > worst) {
                        worst = i;
                        word = term;
                    }
                    break;
                }
            }
        }
        return worst < 0
                ? new Subject(Optional.empty(), nouns, "what it is about is not known")
                : new Subject(Optional.of(GROUPS.get(worst)), nouns, "`" + word + "` in the " + where);
    }

    private static Subject ideographs(String sentence) {
        return Words.NOUNS.words("public").stream()
                .filter(word -> word.codePointAt(0) > 0x2E80 && sentence.contains(word))
                .findFirst()
                .map(word -> new Subject(Optional.of("public"), Set.of(word), "`" + word + "` in the description"))
                .orElseGet(() -> new Subject(Optional.empty(), Set.of(), "what it is about is not known"));
    }
}
