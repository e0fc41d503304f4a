package safeconduct.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safeconduct.caller.AgentName;
import safeconduct.catalog.Agent;
import safeconduct.catalog.Effect;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.catalog.Tool;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Json;

/** A small configuration for tests: one agent, one target with a broker, one purpose. */
public record Rules(PolicyEngine policies, Budgets budgets, List<Purpose.Window> windows) {

    public static final TargetName TARGET = new TargetName("orders");
    public static final AgentName AGENT = new AgentName("support-bot");
    public static final String PURPOSE = "answer-ticket";
    public static final PolicyEngine ALLOWS = question -> new PolicyEngine.Verdict.Permits(List.of("p1"), List.of());

    public static Rules standard() {
        return new Rules(ALLOWS, new Budgets(100, 100, 10_000, Duration.ofMinutes(10)), List.of());
    }

    public Rules deciding(PolicyEngine engine) {
        return new Rules(engine, budgets, windows);
    }

    public Rules within(Budgets other) {
        return new Rules(policies, other, windows);
    }

    public Rules over(Purpose.Window window) {
        return new Rules(policies, budgets, List.of(window));
    }

    public Bundle bundle() {
        return new Bundle(
                Map.of(AGENT, agent()),
                Map.of(TARGET, target()),
                Map.of(PURPOSE, purpose()),
                List.of(),
                policies,
                Digest.of("rules"));
    }

    private static Agent agent() {
        return new Agent(
                AGENT,
                new Agent.Owner("team", "#team", false),
                Instant.parse("2030-01-01T00:00:00Z"),
                List.of(new Agent.WorkloadPattern("local", "spiffe://local/support-bot")),
                List.of(PURPOSE),
                Agent.OnBehalf.ALLOWED,
                false);
    }

    private static Target target() {
        ObjectNode settings = Json.object();
        return new Target(
                TARGET,
                "dev",
                new Target.Connection.Http(URI.create("http://127.0.0.1:1/mcp"), Map.of()),
                Map.of(
                        "read", new Tool("read", Effect.READ, Set.of(), Optional.empty(), Tool.ResultShape.UNKNOWN),
                        "query",
                                new Tool(
                                        "query",
                                        Effect.READ,
                                        Set.of(),
                                        Optional.of("sql"),
                                        Tool.ResultShape.JSON_ARRAY_TEXT),
                        "drop", new Tool("drop", Effect.DELETE, Set.of(), Optional.empty(), Tool.ResultShape.UNKNOWN)),
                Optional.of(new Target.BrokerSettings("fake", settings)));
    }

    private Purpose purpose() {
        DatabaseScope scope = new DatabaseScope(
                List.of(new DatabaseScope.Table(
                        "public.customers",
                        Set.of(DatabaseScope.Right.SELECT),
                        List.of("id", "email"),
                        Optional.empty())),
                Set.of());
        return new Purpose(
                PURPOSE,
                "answers a ticket",
                List.of(),
                Map.of(TARGET, new Purpose.Access(Set.of("read", "query"), Optional.of(scope))),
                "dev",
                Set.of(),
                budgets,
                windows,
                Duration.ofMinutes(10),
                Duration.ofMinutes(2),
                Purpose.NO_FLOW);
    }
}
