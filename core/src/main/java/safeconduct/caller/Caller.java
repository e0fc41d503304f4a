package safeconduct.caller;

import java.util.List;
import java.util.Optional;
import safeconduct.kernel.Fault;

/**
 * Who calls, in which task, and for whom: the agent at the door first, then each one that it acts for, the one who
 * started it all last. Set only by a door, from verified evidence.
 */
public record Caller(TaskId task, Actor.Agent agent, List<Actor> actingFor) {

    public static final int CHAIN_MAX = 8;

    public Caller {
        actingFor = List.copyOf(actingFor);
        if (actingFor.size() > CHAIN_MAX) {
            throw new Fault(Fault.Code.INVALID, "delegation chain longer than " + CHAIN_MAX);
        }
    }

    /** The user on whose behalf all this happens, if there is one. */
    public Optional<Actor.Human> onBehalfOf() {
        return actingFor.stream()
                .filter(Actor.Human.class::isInstance)
                .map(Actor.Human.class::cast)
                .findFirst();
    }
}
