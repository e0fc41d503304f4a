package safeconduct.catalog.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import safeconduct.catalog.classify.words.Names;
import safeconduct.catalog.classify.words.Words;

/**
 * Finds the verb of a tool. The name is asked first: its first strong verb ({@code gmail_send_email}), all of them where
 * {@code and} or {@code or} joins them; a word that is also a noun counts at the head ({@code post_message}, not {@code
 * get_post}). Then the description: it speaks where the name does not, and it can make the answer stricter. No verb at all is
 * a write, unless the words say that it is information.
 */
final class ActionRule {

    private static final Set<String> JOINTS = Set.of("and", "or", "then");

    private ActionRule() {}

    static Action of(ToolDescription tool) {
        List<String> words = Names.words(tool.name());
        String sentence = Names.firstSentence(tool.description());
        Optional<HeadVerb> head = HeadVerb.of(sentence).or(() -> foreign(sentence));
        Optional<Action> named = named(words, head);
        if (named.isPresent()) {
            return stricter(named.get(), head);
        }
        if (head.isPresent()) {
            HeadVerb verb = head.get();
            return new Action(
                    verb.kind(),
                    verb.verb(),
                    object(words, -1, 1),
                    true,
                    "description begins with `" + verb.verb() + "`");
        }
        return information(words, Names.words(sentence))
                .map(word -> new Action(
                        VerbKind.READ, "", object(words, -1, 1), false, "no verb, but `" + word + "` is information"))
                .orElseGet(() -> new Action(
                        VerbKind.CHANGE, "", object(words, -1, 1), false, "no verb is known: taken for a write"));
    }

    /** A word that says that something is told; none where an unknown word does something: {@code Frobs the status …}. */
    private static Optional<String> information(List<String> words, List<String> told) {
        boolean strange = told.size() > 1
                && !Words.GRAMMAR.has("filler", told.getFirst())
                && Words.GRAMMAR.has("determiner", told.get(1));
        if (strange) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(words);
        all.addAll(told);
        return all.stream()
                .map(Names::singular)
                .filter(word -> Words.GRAMMAR.has("information", word))
                .findFirst();
    }

    private static Optional<Action> named(List<String> words, Optional<HeadVerb> head) {
        return NameVerb.of(words, head).map(verb -> {
            List<String> object = object(words, verb.at(), verb.length());
            Action action = new Action(verb.kind(), verb.verb(), object, true, "`" + verb.verb() + "` in the name");
            return joined(action, words, verb.at() + 2);
        });
    }

    /** {@code create_or_update_file}: the strictest of all. */
    private static Action joined(Action first, List<String> words, int from) {
        Action action = first;
        for (int i = from; i < words.size(); i++) {
            String word = words.get(i);
            Optional<VerbKind> also = VerbKind.of(word);
            if (JOINTS.contains(words.get(i - 1))
                    && also.isPresent()
                    && also.get().stricterThan(action.kind())) {
                action = action.with(also.get(), "and `" + word + "`");
            }
        }
        return action;
    }

    private static Action stricter(Action named, Optional<HeadVerb> head) {
        if (head.isEmpty() || !head.get().plain()) {
            return named;
        }
        HeadVerb verb = head.get();
        boolean raises = (named.kind().reads() && !verb.kind().reads())
                || named.kind().effect().compareTo(verb.kind().effect()) < 0;
        return raises ? named.with(verb.kind(), "description begins with `" + verb.verb() + "`") : named;
    }

    /** Languages without spaces: the first verb of the table that the sentence holds near its head. */
    private static Optional<HeadVerb> foreign(String sentence) {
        String start = sentence.substring(0, Math.min(40, sentence.length()));
        if (start.codePoints().noneMatch(Character::isIdeographic)) {
            return Optional.empty();
        }
        for (VerbKind kind : VerbKind.values()) {
            for (String word : Words.VERBS.words(kind.group())) {
                if (word.codePointAt(0) > 0x2E80 && start.contains(word)) {
                    return Optional.of(new HeadVerb(kind, word, false));
                }
            }
        }
        return Optional.empty();
    }

    /** What stands after the verb up to a preposition; else after the preposition; else before the verb. */
    private static List<String> object(List<String> words, int verb, int length) {
        List<String> after = verb < 0 ? words : words.subList(Math.min(verb + length, words.size()), words.size());
        List<String> object = new ArrayList<>();
        for (String word : after) {
            boolean joint = Words.GRAMMAR.has("preposition", word);
            if (joint && !object.isEmpty()) {
                break;
            }
            if (!joint) {
                object.add(word);
            }
        }
        return object.isEmpty() && verb > 0 ? words.subList(0, verb) : object;
    }
}
