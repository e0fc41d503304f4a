package safeconduct.task;

import java.util.List;
import safeconduct.catalog.Agent;
import safeconduct.policy.Bundle;

/** Which registered agent a verified workload is. */
sealed interface AgentMatch {

    record One(Agent agent) implements AgentMatch {}

    record None(String why) implements AgentMatch {}

    static AgentMatch of(OpenRequest request, Bundle bundle) {
        List<Agent> matching = bundle.agents().values().stream()
                .filter(agent -> agent.identities().stream()
                        .anyMatch(pattern -> pattern.matches(request.verifier(), request.workload())))
                .filter(agent ->
                        request.agent().isEmpty() || request.agent().get().equals(agent.name()))
                .toList();
        return switch (matching.size()) {
            case 0 -> new None("the verified workload is not registered as this agent");
            case 1 -> new One(matching.getFirst());
            default -> new None("the verified workload may be several agents: name one");
        };
    }
}
