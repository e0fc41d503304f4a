package safeconduct.catalog.classify;

import java.util.List;
import java.util.Optional;
import safeconduct.catalog.classify.words.Names;
import safeconduct.catalog.classify.words.Words;

/**
 * The verb in a tool's name: the first strong one ({@code gmail_send_email}); a word that is also a noun counts at the head
 * ({@code post_message}, not {@code get_post}), or where the description says the same.
 *
 * @param at where it stands
 * @param length how many words it has: {@code turn_on} has two
 */
record NameVerb(VerbKind kind, String verb, int at, int length) {

    static Optional<NameVerb> of(List<String> words, Optional<HeadVerb> head) {
        Optional<NameVerb> strong = strong(words);
        Optional<NameVerb> weak = weak(words, head);
        if (strong.isEmpty()) {
            return maker(words).or(() -> weak);
        }
        boolean both = weak.isPresent() && weak.get().at() == 0 && strong.get().at() > 0;
        return both && wins(weak.get(), strong.get(), head) ? weak : strong;
    }

    /** {@code set_read_status}: the weak word at the head is the verb when it changes something and the sentence doesn't only read. */
    private static boolean wins(NameVerb weak, NameVerb strong, Optional<HeadVerb> head) {
        if (weak.kind().reads() || head.isEmpty()) {
            return false;
        }
        boolean same = head.get().verb().equals(weak.verb());
        return same || (strong.kind().reads() && !head.get().kind().reads());
    }

    private static Optional<NameVerb> strong(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            Optional<NameVerb> verb = at(words, i);
            if (verb.isPresent() && verb.get().kind().strong(verb.get().verb())) {
                return verb;
            }
        }
        return Optional.empty();
    }

    private static Optional<NameVerb> weak(List<String> words, Optional<HeadVerb> head) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean said = head.isEmpty() || head.get().verb().equals(word);
            boolean counts = said
                    || (i == 0
                            ? words.size() > 1
                            : (i + 1 < words.size() && !head.get().kind().reads()));
            Optional<NameVerb> verb = at(words, i);
            if (counts && verb.isPresent()) {
                return verb;
            }
        }
        return Optional.empty();
    }

    /** The verb that stands there, two words if they are one; what {@code to} stands before is what something becomes. */
    private static Optional<NameVerb> at(List<String> words, int i) {
        if (i > 0 && words.get(i - 1).equals("to")) {
            return Optional.empty();
        }
        String word = words.get(i);
        if (i + 1 < words.size()) {
            String pair = word + "_" + words.get(i + 1);
            Optional<VerbKind> kind = VerbKind.of(pair);
            if (kind.isPresent()) {
                return Optional.of(new NameVerb(kind.get(), pair, i, 2));
            }
        }
        boolean noun =
                (i + 1 < words.size() && noun(word, words.get(i + 1))) || (i > 0 && noun(words.get(i - 1), word));
        return VerbKind.of(word).filter(kind -> kind.strong(word) || !noun).map(kind -> new NameVerb(kind, word, i, 1));
    }

    /** {@code text_formatter}: a name that ends in one who does something. */
    private static Optional<NameVerb> maker(List<String> words) {
        int at = words.size() - 1;
        if (at < 1 || !words.get(at).matches("[a-z]{3,}[eo]r")) {
            return Optional.empty();
        }
        String stem = words.get(at).substring(0, words.get(at).length() - 2);
        for (String verb : Names.bases(stem + "ing")) {
            Optional<VerbKind> kind =
                    VerbKind.of(verb).filter(found -> found.strong(verb) || found == VerbKind.COMPUTE);
            if (kind.isPresent()) {
                return Optional.of(new NameVerb(kind.get(), verb, at, 1));
            }
        }
        return Optional.empty();
    }

    /** {@code exchange_rate}: two words that are one thing. */
    private static boolean noun(String first, String second) {
        return Words.NOUNS.group(first + "_" + Names.singular(second)).isPresent();
    }
}
