package safeconduct.catalog.classify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import safeconduct.catalog.Effect;

/**
 * What a tool does.
 *
 * <pre>
 * create_calendar_event: write, closed, reversible; roles {title: content, participants[]: destination, …};
 *   outward {participants[]}: with participants, the call goes out
 * </pre>
 *
 * @param reach of a call that fills none of {@code outward}
 * @param reversible whether the owner can undo a call with the same target's tools and nothing is lost
 * @param roles by path of the parameter: {@code a}, {@code a.b}, {@code a[]}, {@code a[].b}
 * @param outward paths of parameters that turn a call that would stay inside into one that goes out, when they are filled
 * @param dataClasses what results may hold, and so what the tool gives access to
 * @param reasons one line each
 */
public record ToolFacts(
        Effect effect,
        Reach reach,
        boolean reversible,
        Map<String, Role> roles,
        Set<String> outward,
        Set<String> dataClasses,
        ResultFacts result,
        List<String> reasons) {

    public ToolFacts {
        roles = Map.copyOf(roles);
        outward = Set.copyOf(outward);
        dataClasses = Set.copyOf(dataClasses);
        reasons = List.copyOf(reasons);
    }

    /** The reach of a call with these arguments. */
    public Reach reach(JsonNode arguments) {
        return reach == Reach.OPEN || outward.stream().anyMatch(path -> Paths.filled(arguments, path))
                ? Reach.OPEN
                : Reach.CLOSED;
    }

    /** A call with these arguments changes something, and what it is given gets outside: it sends. */
    public boolean sends(JsonNode arguments) {
        return effect != Effect.READ && reach(arguments) == Reach.OPEN;
    }

    /** The role of the value at a path; parts of a parameter without a role of their own have that of the whole. */
    public Role role(String path) {
        for (String at = path; ; at = Paths.parent(at)) {
            Role role = roles.get(at);
            if (role != null) {
                return role;
            }
            if (at.isEmpty()) {
                return Role.DESTINATION;
            }
        }
    }

    /** The roles in order of their paths, for printing. */
    public Map<String, Role> orderedRoles() {
        return roles.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }
}
