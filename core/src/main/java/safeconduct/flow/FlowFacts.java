package safeconduct.flow;

import java.util.List;
import java.util.Set;
import safeconduct.catalog.Effect;
import safeconduct.catalog.classify.Reach;
import safeconduct.catalog.classify.Role;
import safeconduct.flow.trace.Origin;

/**
 * Everything that flow policy can see of one call.
 *
 * @param untrusted content of strangers was seen before it
 * @param sensitive data that is not for everyone was seen before it
 * @param reach of the call with these arguments
 * @param called who asks for such an effect
 * @param beyond the goal asks for a number of such effects, and they have been had
 * @param goalGiven words of the user are there
 * @param deeds that the goal asks for
 * @param answers the goal asks to answer somebody
 */
public record FlowFacts(
        boolean untrusted,
        boolean sensitive,
        Effect effect,
        Reach reach,
        boolean reversible,
        Called called,
        boolean beyond,
        boolean goalGiven,
        boolean answers,
        Set<String> deeds,
        List<ArgumentFacts> arguments) {

    /** Who asks for an effect of this kind. */
    public enum Called {
        /** The user's words. */
        GOAL,
        /** A source that the user told to obey. */
        DELEGATED,
        /** No words were given: the purpose lists the tool. */
        PURPOSE,
        /** Nobody. */
        NOBODY
    }

    public FlowFacts {
        deeds = Set.copyOf(deeds);
        arguments = List.copyOf(arguments);
    }

    /** The worst origin among the values of a role; constant where there is none. */
    public Origin origin(Role role) {
        return arguments.stream()
                .filter(argument -> argument.role() == role)
                .map(ArgumentFacts::origin)
                .reduce(Origin.CONSTANT, Origin::worse);
    }

    /** Whether any value carries private data. */
    public boolean carriesPrivate() {
        return arguments.stream().anyMatch(ArgumentFacts::carriesPrivate);
    }
}
