package safeconduct.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safeconduct.catalog.Agent;
import safeconduct.catalog.Effect;
import safeconduct.catalog.Target;
import safeconduct.catalog.Tool;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Json;
import safeconduct.policy.Budgets;
import safeconduct.policy.Bundle;
import safeconduct.policy.Purpose;
import safeconduct.policy.Rules;
import safeconduct.task.OpenRequest;

/** A target with a mailbox, and an orchestrator that says what the user wants. */
final class Mailing {

    private Mailing() {}

    static Bundle bundle(String flow) {
        Purpose.Parameter goal =
                new Purpose.Parameter(Purpose.GOAL, Purpose.Parameter.Type.STRING, Optional.empty(), true);
        Purpose purpose = new Purpose(
                Rules.PURPOSE,
                "does what the user says",
                List.of(goal),
                Map.of(Rules.TARGET, new Purpose.Access(Set.of("read_email", "send_email"), Optional.empty())),
                "dev",
                Set.of(),
                new Budgets(100, 100, 100_000, Duration.ofMinutes(10)),
                List.of(),
                Duration.ofMinutes(10),
                Duration.ofMinutes(2),
                flow);
        Agent agent = new Agent(
                Rules.AGENT,
                new Agent.Owner("team", "#team", false),
                Instant.parse("2030-01-01T00:00:00Z"),
                List.of(new Agent.WorkloadPattern("local", "spiffe://local/support-bot")),
                List.of(Rules.PURPOSE),
                Agent.OnBehalf.ALLOWED,
                true);
        Target target = new Target(
                Rules.TARGET,
                "dev",
                new Target.Connection.Http(URI.create("http://127.0.0.1:1/mcp"), Map.of()),
                Map.of("read_email", tool("read_email", Effect.READ), "send_email", tool("send_email", Effect.WRITE)),
                Optional.empty());
        return new Bundle(
                Map.of(Rules.AGENT, agent),
                Map.of(Rules.TARGET, target),
                Map.of(Rules.PURPOSE, purpose),
                List.of(),
                Rules.ALLOWS,
                Digest.of("mailing " + flow));
    }

    private static Tool tool(String name, Effect effect) {
        return new Tool(name, effect, Set.of(), Optional.empty(), Tool.ResultShape.UNKNOWN);
    }

    static ArrayNode tools() {
        ArrayNode tools = Json.array();
        describe(tools, "read_email", "Returns one email of the mailbox.", "id");
        describe(tools, "send_email", "Sends an email.", "to", "subject", "body");
        return tools;
    }

    private static void describe(ArrayNode tools, String name, String description, String... parameters) {
        ObjectNode tool = tools.addObject().put("name", name).put("description", description);
        ObjectNode properties =
                tool.putObject("inputSchema").put("type", "object").putObject("properties");
        List.of(parameters).forEach(parameter -> properties.putObject(parameter).put("type", "string"));
    }

    static OpenRequest request(OpenRequest like, ObjectNode parameters) {
        return new OpenRequest(
                like.workload(),
                like.verifier(),
                like.user(),
                like.agent(),
                like.purpose(),
                parameters,
                like.parent(),
                like.ttl(),
                like.keyThumbprint());
    }
}
