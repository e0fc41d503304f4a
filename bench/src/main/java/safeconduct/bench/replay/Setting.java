package safeconduct.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safeconduct.catalog.Agent;
import safeconduct.catalog.Target;
import safeconduct.catalog.Tool;
import safeconduct.catalog.classify.RuleClassifier;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.kernel.Digest;
import safeconduct.policy.Budgets;
import safeconduct.policy.Bundle;
import safeconduct.policy.Purpose;
import safeconduct.policy.Rules;

/**
 * What an operator would have configured who accepts every proposal of a scan and grants every tool: an agent that hands on what
 * its user says, one purpose, one target. No rule but those of the pack.
 */
final class Setting {

    private Setting() {}

    static Bundle bundle(JsonNode tools, URI address, String pack) {
        Map<String, Tool> known = new HashMap<>();
        for (JsonNode listed : tools) {
            ToolDescription described = ToolDescription.of(listed);
            known.put(
                    described.name(),
                    new Tool(
                            described.name(),
                            new RuleClassifier().classify(described).effect(),
                            Set.of(),
                            Optional.empty(),
                            Tool.ResultShape.UNKNOWN));
        }
        Target target =
                new Target(Rules.TARGET, "dev", new Target.Connection.Http(address, Map.of()), known, Optional.empty());
        return new Bundle(
                Map.of(Rules.AGENT, agent()),
                Map.of(Rules.TARGET, target),
                Map.of(Rules.PURPOSE, purpose(known.keySet(), pack)),
                List.of(),
                Rules.ALLOWS,
                Digest.of("replay " + pack));
    }

    private static Agent agent() {
        return new Agent(
                Rules.AGENT,
                new Agent.Owner("team", "#team", false),
                Instant.parse("2090-01-01T00:00:00Z"),
                List.of(new Agent.WorkloadPattern("local", "spiffe://local/support-bot")),
                List.of(Rules.PURPOSE),
                Agent.OnBehalf.ALLOWED,
                true);
    }

    private static Purpose purpose(Set<String> tools, String pack) {
        return new Purpose(
                Rules.PURPOSE,
                "does what the user says",
                List.of(new Purpose.Parameter(Purpose.GOAL, Purpose.Parameter.Type.STRING, Optional.empty(), true)),
                Map.of(Rules.TARGET, new Purpose.Access(tools, Optional.empty())),
                "dev",
                Set.of(),
                new Budgets(Budgets.UNLIMITED, Budgets.UNLIMITED, Budgets.UNLIMITED, Duration.ofMinutes(10)),
                List.of(),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                pack);
    }
}
