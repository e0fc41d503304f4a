package safeconduct.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import safeconduct.caller.AgentName;
import safeconduct.catalog.Agent;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.Digest;

/**
 * One consistent state of the rules: what exists and what is allowed. Immutable; a change of configuration makes another
 * one, and every decision names the one that it was made by.
 *
 * @param digest over everything in it, policies and configuration
 */
public record Bundle(
        Map<AgentName, Agent> agents,
        Map<TargetName, Target> targets,
        Map<String, Purpose> purposes,
        List<UserCeiling> ceilings,
        PolicyEngine policies,
        Digest digest) {

    public Bundle {
        agents = Map.copyOf(agents);
        targets = Map.copyOf(targets);
        purposes = Map.copyOf(purposes);
        ceilings = List.copyOf(ceilings);
    }

    public Optional<Agent> agent(AgentName name) {
        return Optional.ofNullable(agents.get(name));
    }

    public Optional<Target> target(TargetName name) {
        return Optional.ofNullable(targets.get(name));
    }

    public Optional<Purpose> purpose(String name) {
        return Optional.ofNullable(purposes.get(name));
    }
}
