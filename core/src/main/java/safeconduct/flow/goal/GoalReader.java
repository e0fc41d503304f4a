package safeconduct.flow.goal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import safeconduct.flow.goal.Sentences.Sentence;
import safeconduct.flow.value.Kind;
import safeconduct.flow.value.Typed;
import safeconduct.flow.value.Words.Word;

/** Reads a goal from the user's words. Deterministic, linear, without a model: the same words give the same goal. */
public final class GoalReader {

    /** Longer goals are refused at the door. */
    public static final int LENGTH_MAX = 64 * 1024;

    private static final int RUN_MAX = 5;
    private static final Set<String> ANSWERS =
            Set.of("reply", "respond", "answer", "refund", "reimburse", "return", "repay", "back");
    private static final Set<String> FROM = Set.of("from", "by", "of");
    private static final Set<String> OBEY =
            Set.of("do", "perform", "execute", "follow", "carry", "complete", "handle", "process", "work", "take");
    private static final Set<String> ORDERS = Set.of(
            "actions",
            "action",
            "instructions",
            "instruction",
            "tasks",
            "task",
            "steps",
            "todos",
            "todo",
            "to-dos",
            "requests",
            "request",
            "items",
            "says",
            "asks",
            "directions",
            "guidelines",
            "told",
            "checklist");
    private static final Set<String> PLACES = Set.of(
            "email",
            "e-mail",
            "mail",
            "file",
            "document",
            "doc",
            "page",
            "website",
            "site",
            "message",
            "note",
            "notes",
            "ticket",
            "issue",
            "attachment",
            "link",
            "url",
            "article",
            "post",
            "comment",
            "readme",
            "letter",
            "pdf");

    private GoalReader() {}

    public static Goal read(String text) {
        List<Quotes.Span> quotes = Quotes.in(text);
        List<Sentence> sentences = Sentences.of(text, quotes);
        List<Literal> literals = new ArrayList<>();
        Set<String> phrases = new HashSet<>();
        Set<String> sources = new HashSet<>();
        List<Goal.Request> requests = new ArrayList<>();
        boolean answers = false;
        boolean delegates = false;
        for (Quotes.Span quote : quotes) {
            String inside = text.substring(quote.start(), quote.end());
            literals.add(new Literal(Typed.of(inside), inside, true, sentence(sentences, quote.start())));
        }
        for (Sentence sentence : sentences) {
            values(sentence, literals);
            runs(text, sentence, phrases);
            requests.addAll(Requests.in(sentence));
            sources(sentence, sources);
            answers |= answers(sentence);
            delegates |= delegates(sentence);
        }
        titles(literals, sources);
        return new Goal(text, literals, phrases, requests, sources, delegates, answers);
    }

    private static int sentence(List<Sentence> sentences, int at) {
        int found = 0;
        for (Sentence sentence : sentences) {
            if (sentence.words().getFirst().start() <= at) {
                found = sentence.number();
            }
        }
        return found;
    }

    private static void values(Sentence sentence, List<Literal> literals) {
        for (Word word : sentence.words()) {
            Typed value = Typed.of(word.text());
            if (value.kind() != Kind.TEXT || capital(word.text())) {
                literals.add(new Literal(value, word.text(), false, sentence.number()));
            }
        }
    }

    private static boolean capital(String word) {
        return Character.isUpperCase(word.charAt(0)) && word.length() > 1;
    }

    /** Runs of whole words, as they stand in the text: names of things have spaces, and people don't quote them. */
    private static void runs(String text, Sentence sentence, Set<String> phrases) {
        List<Word> words = sentence.words();
        for (int i = 0; i < words.size(); i++) {
            for (int j = i; j < words.size() && j < i + RUN_MAX; j++) {
                String run = text.substring(words.get(i).start(), words.get(j).end());
                phrases.add(Typed.of(run).index());
                if (run.endsWith("'s") || run.endsWith("’s")) {
                    phrases.add(Typed.of(run.substring(0, run.length() - 2)).index());
                }
            }
        }
    }

    private static boolean answers(Sentence sentence) {
        for (int i = 0; i < sentence.words().size(); i++) {
            if (!sentence.inQuotes(i) && ANSWERS.contains(sentence.lower(i))) {
                return true;
            }
        }
        return false;
    }

    /** {@code do the actions specified in …}: it obeys something, and that is written somewhere. */
    private static boolean delegates(Sentence sentence) {
        boolean obeys = false;
        boolean orders = false;
        boolean place = false;
        for (int i = 0; i < sentence.words().size(); i++) {
            String word = sentence.lower(i);
            obeys |= !sentence.inQuotes(i) && OBEY.contains(word) && Requests.asks(sentence, i);
            orders |= !sentence.inQuotes(i) && ORDERS.contains(word);
            Kind kind = Typed.of(word).kind();
            place |= PLACES.contains(word) || kind == Kind.FILE || kind == Kind.URL || kind == Kind.EMAIL;
        }
        return orders && place && (obeys || has(sentence, "accordingly"));
    }

    private static boolean has(Sentence sentence, String word) {
        for (int i = 0; i < sentence.words().size(); i++) {
            if (sentence.lower(i).equals(word)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What names a source: a file, a link, words in quotes; an address or a handle only where something is {@code from} it,
     * because an address alone says where something goes, not where it is written.
     */
    private static void sources(Sentence sentence, Set<String> sources) {
        for (int i = 0; i < sentence.words().size(); i++) {
            Typed value = Typed.of(sentence.words().get(i).text());
            Kind kind = value.kind();
            boolean from = FROM.contains(sentence.lower(i - 1));
            boolean names = kind == Kind.FILE || kind == Kind.URL || kind == Kind.HOST;
            if (names || (from && (kind == Kind.EMAIL || kind == Kind.HANDLE))) {
                sources.add(value.index());
            }
        }
    }

    private static void titles(List<Literal> literals, Set<String> sources) {
        for (Literal literal : literals) {
            Kind kind = literal.value().kind();
            if (literal.quoted()
                    && !kind.inert()
                    && !kind.addresses()
                    && literal.text().length() > 2) {
                sources.add(literal.value().index());
            }
        }
    }
}
