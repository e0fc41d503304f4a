package safeconduct.flow.goal;

import java.util.Set;
import safeconduct.flow.goal.Sentences.Sentence;
import safeconduct.flow.value.Kind;
import safeconduct.flow.value.Typed;

/** Whether a request is about one thing. In doubt it is not: then any number of effects is called for. */
final class Counts {

    private static final Set<String> ONE = Set.of("a", "an", "one", "the", "this", "that", "my", "it");
    private static final Set<String> MANY = Set.of(
            "all",
            "each",
            "every",
            "both",
            "any",
            "some",
            "several",
            "multiple",
            "many",
            "few",
            "them",
            "these",
            "those",
            "everyone",
            "everybody",
            "everything",
            "anyone",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "dozen",
            "respectively",
            "separate",
            "separately",
            "individual",
            "individually",
            "per",
            "people",
            "whoever",
            "daily",
            "weekly",
            "monthly",
            "recurring",
            "list",
            "following");
    private static final Set<String> SKIPPED = Set.of("me", "us", "up", "out", "also", "for", "please", "him", "her");
    private static final Set<String> NOT_PLURAL = Set.of(
            "is",
            "was",
            "has",
            "this",
            "its",
            "his",
            "hers",
            "as",
            "us",
            "yes",
            "address",
            "business",
            "access",
            "class",
            "gps",
            "sms",
            "news",
            "status",
            "details",
            "minutes",
            "hours",
            "contents",
            "permissions",
            "days",
            "expenses");

    private Counts() {}

    static boolean once(Sentence sentence, int verb) {
        int next = verb + 1;
        while (SKIPPED.contains(sentence.lower(next))) {
            next++;
        }
        if (!ONE.contains(sentence.lower(next))
                && !sentence.inQuotes(Math.min(next, sentence.words().size() - 1))) {
            return false;
        }
        for (int i = next; i < sentence.words().size(); i++) {
            if (!sentence.inQuotes(i) && many(sentence, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean many(Sentence sentence, int i) {
        String word = sentence.lower(i);
        boolean plural = word.length() > 3
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("'s")
                && !NOT_PLURAL.contains(word)
                && Typed.of(word).kind() == Kind.TEXT;
        return MANY.contains(word) || plural;
    }
}
