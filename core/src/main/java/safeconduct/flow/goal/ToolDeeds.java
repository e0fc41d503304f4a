package safeconduct.flow.goal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import safeconduct.catalog.Effect;
import safeconduct.catalog.classify.Reach;
import safeconduct.catalog.classify.Role;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.catalog.classify.ToolFacts;

/**
 * What a tool does, in the words in which a goal asks for it.
 *
 * @param deeds any of them in the goal calls for the tool
 * @param pays it moves money: a request to send must then speak of money
 * @param things kinds of thing that it is about, by its name
 */
public record ToolDeeds(Set<Deed> deeds, boolean pays, Set<String> things) {

    /** What is done to a thing: then it must be a thing of that kind, where both say of which. */
    private static final Set<Deed> ON_THINGS = Set.of(Deed.CREATE, Deed.CHANGE, Deed.DELETE, Deed.BOOK);

    private static final Set<String> MONEY = Set.of(
            "money", "payment", "transaction", "funds", "transfer", "refund", "invoice", "payout", "donation", "order");

    public ToolDeeds {
        deeds = Set.copyOf(deeds);
        things = Set.copyOf(things);
    }

    /** From the verbs of its name; where there is none, of its title and the first words of its description. */
    public static ToolDeeds of(ToolDescription tool, ToolFacts facts) {
        List<String> name = split(tool.name());
        Set<Deed> deeds = verbs(name);
        if (deeds.isEmpty()) {
            deeds = verbs(split(tool.title()));
        }
        if (deeds.isEmpty()) {
            List<String> words = split(tool.description());
            deeds = verbs(words.subList(0, Math.min(12, words.size())));
        }
        Set<Deed> all = EnumSet.noneOf(Deed.class);
        all.addAll(deeds);
        boolean pays = facts.roles().containsValue(Role.AMOUNT) && name.stream().anyMatch(MONEY::contains);
        if (pays && (all.contains(Deed.SEND) || all.contains(Deed.CREATE) || all.contains(Deed.BOOK))) {
            all.add(Deed.PAY);
        }
        boolean builds = facts.effect() == Effect.WRITE && facts.reach() == Reach.CLOSED && facts.reversible();
        if (builds && (all.contains(Deed.CREATE) || all.contains(Deed.CHANGE))) {
            // What is to be made is made in steps: what adds to a thing of its kind is called for too.
            all.add(Deed.CREATE);
            all.add(Deed.CHANGE);
        }
        if (facts.effect() == Effect.DELETE) {
            all.add(Deed.DELETE);
        }
        return new ToolDeeds(all, pays, Things.of(name));
    }

    private static Set<Deed> verbs(List<String> words) {
        for (String word : words) {
            Set<Deed> deeds = Lexicon.deeds(word);
            if (deeds.isEmpty() && word.endsWith("s") && word.length() > 3) {
                deeds = Lexicon.deeds(word.substring(0, word.length() - 1));
            }
            if (!deeds.isEmpty()) {
                return deeds;
            }
        }
        return Set.of();
    }

    /** Whether the goal asks for what this tool does. */
    public boolean calledFor(Goal goal) {
        return goal.requests().stream().anyMatch(this::answers);
    }

    /** How many effects of this tool the goal asks for, where every request for it is about one thing; else no number. */
    public OptionalInt askedFor(Goal goal) {
        List<Goal.Request> asking =
                goal.requests().stream().filter(this::answers).toList();
        return asking.stream().allMatch(Goal.Request::once) ? OptionalInt.of(asking.size()) : OptionalInt.empty();
    }

    /** Whether this one request asks for it. */
    public boolean answers(Goal.Request request) {
        for (Deed deed : request.deeds()) {
            boolean money = pays && deeds.contains(Deed.PAY) && deed == Deed.SEND;
            if (money ? request.money() : deeds.contains(deed) && (!ON_THINGS.contains(deed) || about(request))) {
                return true;
            }
        }
        return false;
    }

    private boolean about(Goal.Request request) {
        Set<String> asked = Things.of(request.objects());
        return asked.isEmpty() || things.isEmpty() || asked.stream().anyMatch(things::contains);
    }

    /** Words of a name in snake, camel or kebab case. */
    static List<String> split(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean hump = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
            if ((hump || !Character.isLetterOrDigit(c)) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (Character.isLetterOrDigit(c)) {
                word.append(Character.toLowerCase(c));
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
        }
        return words;
    }
}
