package safeconduct.flow.goal;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import safeconduct.flow.value.Typed;

/**
 * What the user asked for, as far as it can be read without guessing.
 *
 * @param text the words themselves
 * @param literals in order
 * @param phrases keys of all runs of up to five words, for names that nothing marks as such
 * @param requests what is asked to be done
 * @param sources index keys of what the user points at: a file, a link, an address, a quoted title
 * @param delegates the user tells to do what a source says
 * @param answers the user asks to answer somebody: to reply, to refund, to send back
 */
public record Goal(
        String text,
        List<Literal> literals,
        Set<String> phrases,
        List<Request> requests,
        Set<String> sources,
        boolean delegates,
        boolean answers) {

    /** No goal was given. */
    public static final Goal NONE = new Goal("", List.of(), Set.of(), List.of(), Set.of(), false, false);

    public Goal {
        literals = List.copyOf(literals);
        phrases = Set.copyOf(phrases);
        requests = List.copyOf(requests);
        sources = Set.copyOf(sources);
    }

    /**
     * A deed that is asked for.
     *
     * @param deeds what the verb may mean
     * @param verb as it stands in the text
     * @param objects the words that follow it in its clause
     * @param money the clause speaks of money, and of no message
     * @param once it is about one thing, and so asks for one effect: {@code create an event}
     * @param sentence in which it stands
     */
    public record Request(
            Set<Deed> deeds, String verb, Set<String> objects, boolean money, boolean once, int sentence) {
        public Request {
            deeds = Set.copyOf(deeds);
            objects = Set.copyOf(objects);
        }
    }

    public boolean given() {
        return !text.isBlank();
    }

    /** Every deed that is asked for. */
    public Set<Deed> deeds() {
        return requests.stream().flatMap(request -> request.deeds().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a sentence belongs to a request: it holds one of that kind, or it holds none and follows one, or none comes
     * before it. {@code Pay the rent. The account is X. Also refund Ann}: X belongs to the rent.
     */
    public boolean belongs(int sentence, Predicate<Request> kind) {
        if (requests.stream().anyMatch(request -> request.sentence() == sentence)) {
            return requests.stream().anyMatch(request -> request.sentence() == sentence && kind.test(request));
        }
        int before = requests.stream()
                .mapToInt(Request::sentence)
                .filter(number -> number < sentence)
                .max()
                .orElse(-1);
        return before < 0
                ? requests.stream().anyMatch(kind)
                : requests.stream().anyMatch(request -> request.sentence() == before && kind.test(request));
    }

    /** Whether a value stands in the goal as a whole: as a literal, or as a run of whole words. */
    public boolean says(Typed value) {
        return literals.stream().anyMatch(literal -> literal.value().index().equals(value.index()))
                || phrases.contains(value.index());
    }
}
