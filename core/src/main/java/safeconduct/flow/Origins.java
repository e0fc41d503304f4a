package safeconduct.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import safeconduct.catalog.classify.Role;
import safeconduct.flow.goal.Goal;
import safeconduct.flow.goal.Literal;
import safeconduct.flow.trace.Known;
import safeconduct.flow.trace.Origin;
import safeconduct.flow.trace.Taint;
import safeconduct.flow.value.Kind;
import safeconduct.flow.value.Typed;
import safeconduct.flow.value.WebAddress;
import safeconduct.flow.value.Words;

/** Finds where values come from: exactly where that can permit, by fingerprints where it can only taint. */
final class Origins {

    private static final int PARTS_MAX = 200;

    private final Goal goal;
    private final Set<String> parameters;
    private final Known known;
    private final Taint taint;

    Origins(Goal goal, Set<String> parameters, Known known, Taint taint) {
        this.goal = goal;
        this.parameters = parameters;
        this.known = known;
        this.taint = taint;
    }

    /**
     * What of the goal asks for the tool.
     *
     * @param kind whether a request is one for it
     * @param objects words of those requests: a source among them is what is acted on
     * @param anywhere what the goal says counts wherever it stands
     */
    record Asking(Predicate<Goal.Request> kind, Set<String> objects, boolean anywhere) {}

    /** Whether the goal or a parameter holds a value whole. */
    boolean vouchedFor(String text) {
        Typed whole = Typed.of(text);
        return goal.says(whole) || parameters.contains(whole.index());
    }

    /** The origin of one value. */
    Origin of(String text, Role role, Asking asking) {
        if (text.isBlank()) {
            return Origin.CONSTANT;
        }
        Typed whole = Typed.of(text);
        if (role == Role.DESTINATION && !whole.kind().addresses()) {
            List<Typed> places = places(text);
            if (!places.isEmpty()) {
                return places.stream().map(place -> exact(place, role, asking)).reduce(Origin.CONSTANT, Origin::worse);
            }
        }
        Origin origin = exact(whole, role, asking);
        return origin == Origin.OWN && taint.holdsForeign(text) ? Origin.FOREIGN : origin;
    }

    /** Addresses in a text that is more than one address: {@code Ann <ann@a.example>, ben@b.example}. */
    private static List<Typed> places(String text) {
        List<Typed> places = new ArrayList<>();
        Words.each(text, (start, end) -> {
            Typed word = Typed.of(text.substring(start, end));
            if (word.kind().addresses() && places.size() < PARTS_MAX) {
                places.add(word);
            }
        });
        return places;
    }

    private Origin exact(Typed value, Role role, Asking asking) {
        if (goal.says(value) || hostInGoal(value)) {
            return role != Role.DESTINATION || asking.anywhere() || meant(value, asking)
                    ? Origin.GOAL
                    : Origin.MENTIONED;
        }
        if (parameters.contains(value.index())) {
            return Origin.PARAMETER;
        }
        Optional<Known.Seen> seen = known.find(value);
        if (seen.isEmpty() && !placeInGoal(value)) {
            return Origin.OWN;
        }
        Origin origin = seen.map(Known.Seen::origin).orElse(Origin.LISTED);
        if (origin == Origin.LISTED && role == Role.SELECTOR && taint.names(value)) {
            return Origin.CONTESTED;
        }
        boolean pointed = origin == Origin.POINTED && seen.isPresent();
        return pointed && actedOn(seen.get().source(), asking.objects()) ? Origin.NAMED : origin;
    }

    /** An address is meant for the request to which its sentence belongs; a name for any. */
    private boolean meant(Typed value, Asking asking) {
        List<Literal> literals = goal.literals().stream()
                .filter(literal -> literal.value().index().equals(value.index()))
                .toList();
        return !value.kind().addresses()
                || literals.isEmpty()
                || literals.stream().anyMatch(literal -> goal.belongs(literal.sentence(), asking.kind()));
    }

    private boolean actedOn(String source, Set<String> objects) {
        return goal.literals().stream()
                .filter(literal -> literal.value().index().equals(source))
                .anyMatch(literal -> Words.of(literal.text(), 8).stream()
                        .allMatch(word -> objects.contains(word.text().toLowerCase(java.util.Locale.ROOT))));
    }

    /** A new path in a folder that the user named, or beside a file that they named: one of those that they may have meant. */
    private boolean placeInGoal(Typed value) {
        if (value.kind() != Kind.FILE || value.key().contains("..")) {
            return false;
        }
        return goal.literals().stream()
                .filter(literal -> literal.value().kind() == Kind.FILE)
                .map(literal -> literal.value().key())
                .filter(said -> said.lastIndexOf('/') > 0)
                .anyMatch(said -> value.key().startsWith(said + "/")
                        || value.key().startsWith(said.substring(0, said.lastIndexOf('/') + 1)));
    }

    /** A link under a host that the user named without a path, or below a path that they named, goes where they said. */
    private boolean hostInGoal(Typed value) {
        if (value.kind() != Kind.URL && value.kind() != Kind.HOST) {
            return false;
        }
        for (Literal literal : goal.literals()) {
            Typed said = literal.value();
            boolean host = said.kind() == Kind.HOST || (said.kind() == Kind.URL && WebAddress.bare(said.key()));
            if (host && WebAddress.host(value.key()).equals(said.key())) {
                return true;
            }
            if (said.kind() == Kind.URL && value.key().startsWith(said.key() + "/")) {
                return true;
            }
        }
        return false;
    }
}
