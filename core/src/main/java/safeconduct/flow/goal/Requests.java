package safeconduct.flow.goal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import safeconduct.flow.goal.Sentences.Sentence;
import safeconduct.flow.value.Kind;
import safeconduct.flow.value.Typed;

/**
 * Finds what a sentence asks to be done. Only a verb in its plain form, where a request has one, counts: not {@code they
 * sent}, not {@code the payment}, not {@code do not delete}, not {@code the link to reset it}, not what stands in quotes.
 */
final class Requests {

    private static final Set<String> DETERMINERS = Set.of(
            "a", "an", "the", "my", "your", "his", "her", "its", "our", "their", "this", "that", "these", "those",
            "each", "every", "some", "any", "no", "last", "next", "of", "on", "in", "for", "with", "from", "by", "at",
            "about");
    private static final Set<String> OTHERS =
            Set.of("i", "we", "they", "he", "she", "it", "who", "which", "that", "people", "there");
    private static final Set<String> IS = Set.of("is", "are", "was", "were", "has", "had");
    private static final Set<String> NOT = Set.of(
            "not",
            "don't",
            "dont",
            "never",
            "without",
            "cannot",
            "can't",
            "didn't",
            "doesn't",
            "won't",
            "shouldn't",
            "avoid",
            "instead",
            "nor");
    private static final Set<String> BEFORE_INFINITIVE = Set.of(
            "want",
            "wants",
            "need",
            "needs",
            "like",
            "love",
            "you",
            "try",
            "sure",
            "remember",
            "forget",
            "ask",
            "asked",
            "have",
            "has",
            "going",
            "order",
            "and",
            "then",
            "or",
            "due",
            "able",
            "ready",
            "time",
            "task",
            "job",
            "goal",
            "is",
            "be",
            "proceed",
            "continue",
            "go",
            "please",
            "also",
            "just",
            "him",
            "her",
            "them",
            "us",
            "me");
    private static final Set<String> OPENERS = Set.of(
            "please",
            "and",
            "then",
            "to",
            "you",
            "can",
            "could",
            "would",
            "will",
            "should",
            "must",
            "may",
            "shall",
            "let's",
            "lets",
            "also",
            "just",
            "kindly",
            "or",
            "but",
            "now",
            "first",
            "second",
            "third",
            "finally",
            "afterwards",
            "so",
            "help",
            "me",
            "us",
            "let",
            "next",
            "if",
            "after",
            "that",
            "it",
            "there",
            "go",
            "ahead");
    private static final Set<String> HELPERS =
            Set.of("make", "do", "issue", "process", "arrange", "initiate", "perform", "place", "leave", "get");
    private static final Set<String> MONEY = Set.of(
            "money",
            "difference",
            "amount",
            "share",
            "rent",
            "refund",
            "dollars",
            "dollar",
            "euro",
            "euros",
            "usd",
            "eur",
            "gbp",
            "pounds",
            "payment",
            "payments",
            "price",
            "fee",
            "bill",
            "invoice",
            "funds",
            "deposit",
            "back",
            "cash",
            "transaction",
            "salary",
            "tip",
            "iban",
            "account",
            "sum",
            "total",
            "cost",
            "costs",
            "cents",
            "bucks");
    private static final Set<String> MESSAGES = Set.of(
            "email",
            "e-mail",
            "mail",
            "message",
            "dm",
            "summary",
            "file",
            "document",
            "note",
            "invite",
            "invitation",
            "report",
            "link",
            "text",
            "reply",
            "letter",
            "list",
            "copy",
            "reminder",
            "overview",
            "details",
            "minutes");

    private Requests() {}

    static List<Goal.Request> in(Sentence sentence) {
        List<Goal.Request> found = new ArrayList<>();
        for (int i = 0; i < sentence.words().size(); i++) {
            if (sentence.inQuotes(i)) {
                continue;
            }
            Set<Deed> deeds = deeds(sentence, i);
            if (!deeds.isEmpty() && asks(sentence, i)) {
                found.add(request(sentence, i, deeds));
            }
        }
        return found;
    }

    private static Set<Deed> deeds(Sentence sentence, int i) {
        String word = sentence.lower(i);
        Set<Deed> deeds = EnumSet.noneOf(Deed.class);
        deeds.addAll(Lexicon.deeds(word));
        if (word.equals("set") && near(sentence, i, "up", 4)) {
            deeds.add(Deed.CREATE);
        }
        if (word.equals("let") && near(sentence, i, "know", 5)) {
            deeds.add(Deed.SEND);
        }
        if ((word.equals("give") && !near(sentence, i, "access", 5))
                || (word.equals("tell") && near(sentence, i, "me", 1))) {
            deeds.clear();
        }
        if (word.equals("get") && near(sentence, i, "rid", 1)) {
            deeds.add(Deed.DELETE);
        }
        if (HELPERS.contains(word)) {
            Set<Deed> nouns = EnumSet.noneOf(Deed.class);
            for (int j = i + 1; j <= i + 5 && j < sentence.words().size(); j++) {
                nouns.addAll(Lexicon.nouns(sentence.lower(j)));
            }
            if (!nouns.isEmpty()) {
                deeds.clear();
                deeds.addAll(nouns);
            }
        }
        if (word.equals("make") && (near(sentence, i, "sure", 1) || near(sentence, i, "certain", 1))) {
            deeds.clear();
        }
        return deeds;
    }

    private static boolean near(Sentence sentence, int i, String word, int within) {
        for (int j = i + 1; j <= i + within; j++) {
            if (sentence.lower(j).equals(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the word at a place is a verb that somebody is asked to do. */
    static boolean asks(Sentence sentence, int i) {
        int before = i - 1;
        while (before >= 0 && adverb(sentence.lower(before))) {
            before--;
        }
        String previous = sentence.lower(before);
        if (IS.contains(sentence.lower(i + 1)) || negated(sentence, before)) {
            return false;
        }
        if (OTHERS.contains(previous) && !sentence.comma(before + 1)) {
            return false;
        }
        if (previous.equals("to")) {
            return before == 0 || wanted(sentence, before - 1);
        }
        return before < 0
                || (!DETERMINERS.contains(previous)
                        && (!Lexicon.ambiguous(sentence.lower(i)) || opens(sentence, before, i)));
    }

    /** {@code I want to}, {@code make sure to}; not {@code the task they need to}. */
    private static boolean wanted(Sentence sentence, int i) {
        String subject = sentence.lower(i - 1);
        boolean theirs = OTHERS.contains(subject) && !subject.equals("i") && !subject.equals("we");
        return BEFORE_INFINITIVE.contains(sentence.lower(i)) && !theirs;
    }

    /** Whether a verb may stand here: after what opens a request, a number of a list, or a comma. */
    private static boolean opens(Sentence sentence, int before, int i) {
        String previous = sentence.lower(before);
        return OPENERS.contains(previous)
                || sentence.comma(i)
                || Typed.of(previous).kind() == Kind.NUMBER;
    }

    private static boolean negated(Sentence sentence, int from) {
        for (int i = from; i >= 0 && i > from - 3; i--) {
            String word = sentence.lower(i);
            if (NOT.contains(word)) {
                return !near(sentence, i, "forget", 1);
            }
            if (word.equals("and") || word.equals("but") || word.equals("then")) {
                return false;
            }
        }
        return false;
    }

    private static boolean adverb(String word) {
        return (word.endsWith("ly") && word.length() > 3 && !word.equals("reply"))
                || Set.of("also", "just", "always", "then", "kindly", "usually").contains(word);
    }

    private static Goal.Request request(Sentence sentence, int i, Set<Deed> deeds) {
        Set<String> objects = new HashSet<>();
        boolean money = false;
        boolean message = false;
        for (int j = i + 1; j < sentence.words().size(); j++) {
            String word = sentence.lower(j);
            if (!sentence.inQuotes(j) && !Lexicon.deeds(word).isEmpty() && asks(sentence, j)) {
                break;
            }
            objects.add(word);
            Kind kind = Typed.of(sentence.words().get(j).text()).kind();
            money |= MONEY.contains(word) || kind == Kind.IBAN || kind == Kind.NUMBER;
            message |= MESSAGES.contains(word) || kind == Kind.EMAIL || kind == Kind.FILE;
        }
        boolean pays = money && !message;
        return new Goal.Request(deeds, sentence.lower(i), objects, pays, Counts.once(sentence, i), sentence.number());
    }
}
