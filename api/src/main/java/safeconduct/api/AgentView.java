package safeconduct.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import safeconduct.catalog.Agent;

/** A registered agent. */
public record AgentView(
        String name,
        String owner,
        String contact,
        boolean ownerDisabled,
        Instant expires,
        List<IdentityView> identities,
        List<String> purposes,
        String onBehalf,
        boolean orchestrator) {

    /** Which workloads it may be. */
    public record IdentityView(String verifier, String subject) {}

    public static AgentView of(Agent agent) {
        return new AgentView(
                agent.name().value(),
                agent.owner().name(),
                agent.owner().contact(),
                agent.owner().disabled(),
                agent.expires(),
                agent.identities().stream()
                        .map(pattern -> new IdentityView(pattern.verifier(), pattern.subject()))
                        .toList(),
                agent.purposes(),
                agent.onBehalf().name().toLowerCase(Locale.ROOT),
                agent.orchestrator());
    }
}
