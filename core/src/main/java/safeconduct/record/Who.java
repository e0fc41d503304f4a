package safeconduct.record;

import java.util.List;
import safeconduct.caller.Actor;
import safeconduct.caller.Caller;

/**
 * Dual attribution: which instance of which agent, and for whom.
 *
 * @param onBehalfOf pseudonym of the user, or empty
 * @param chain names of the agents that it acts for, the nearest first
 */
public record Who(String task, String agent, String instance, String workload, String onBehalfOf, List<String> chain) {

    public Who {
        chain = List.copyOf(chain);
    }

    public static Who of(Caller caller, Pseudonyms pseudonyms) {
        return new Who(
                caller.task().value(),
                caller.agent().name().value(),
                caller.agent().instance(),
                caller.agent().workload(),
                caller.onBehalfOf().map(pseudonyms::of).orElse(""),
                caller.actingFor().stream()
                        .filter(Actor.Agent.class::isInstance)
                        .map(actor -> ((Actor.Agent) actor).name().value())
                        .toList());
    }
}
