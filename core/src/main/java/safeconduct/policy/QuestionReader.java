package safeconduct.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safeconduct.caller.Actor;
import safeconduct.caller.AgentName;
import safeconduct.caller.Caller;
import safeconduct.caller.TaskId;
import safeconduct.catalog.Effect;
import safeconduct.catalog.SqlReader.SqlReading;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.catalog.Tool;
import safeconduct.policy.PolicyEngine.Question;
import safeconduct.policy.PolicyEngine.Usage;

/**
 * Reads what {@link QuestionJson} wrote, so that a recorded decision can be decided again. Of target and tool only what
 * decisions depend on comes back.
 */
public final class QuestionReader {

    private QuestionReader() {}

    /** The same question to every policy and to {@link EnvelopeCheck}. */
    public static Question read(ObjectNode json) {
        Tool tool = tool(json.get("tool"));
        return new Question(
                caller(json.get("caller")),
                EnvelopeJson.read((ObjectNode) json.get("envelope")),
                target(json.get("target"), tool),
                tool,
                json.get("method").textValue(),
                json.get("name").textValue(),
                (ObjectNode) json.get("input"),
                Optional.ofNullable(json.get("sql")).map(QuestionReader::sql),
                usage(json.get("usage")),
                Instant.parse(json.get("now").textValue()),
                above(json.path("above")));
    }

    private static List<Ancestor> above(JsonNode array) {
        List<Ancestor> above = new ArrayList<>();
        array.forEach(json -> above.add(new Ancestor(
                caller(json.get("caller")),
                EnvelopeJson.read((ObjectNode) json.get("envelope")),
                usage(json.get("usage")))));
        return above;
    }

    private static Caller caller(JsonNode json) {
        List<Actor> chain = new ArrayList<>();
        json.get("acting_for").forEach(actor -> chain.add(actor(actor)));
        return new Caller(new TaskId(json.get("task").textValue()), agent(json.get("agent")), chain);
    }

    private static Actor actor(JsonNode json) {
        return json.has("agent")
                ? agent(json)
                : new Actor.Human(
                        json.get("user").textValue(),
                        json.get("issuer").textValue(),
                        List.copyOf(texts(json.get("groups"))));
    }

    private static Actor.Agent agent(JsonNode json) {
        return new Actor.Agent(
                new AgentName(json.get("agent").textValue()),
                json.get("instance").textValue(),
                json.get("workload").textValue());
    }

    private static Target target(JsonNode json, Tool tool) {
        // How it is reached decides nothing and is not recorded.
        Target.Connection unknown = new Target.Connection.Stdio(List.of(), Map.of(), Optional.empty());
        return new Target(
                new TargetName(json.get("name").textValue()),
                json.get("environment").textValue(),
                unknown,
                Map.of(tool.name(), tool),
                Optional.empty());
    }

    private static Tool tool(JsonNode json) {
        return new Tool(
                json.get("name").textValue(),
                Effect.valueOf(json.get("effect").textValue()),
                Set.copyOf(texts(json.get("data_classes"))),
                Optional.empty(),
                Tool.ResultShape.UNKNOWN);
    }

    private static SqlReading.Statement sql(JsonNode json) {
        return new SqlReading.Statement(
                json.get("verb").textValue(),
                new HashSet<>(texts(json.get("tables"))),
                new HashSet<>(texts(json.get("columns"))),
                new HashSet<>(texts(json.get("functions"))),
                json.get("read_only").booleanValue(),
                new HashSet<>(texts(json.get("written"))));
    }

    private static Usage usage(JsonNode json) {
        return new Usage(
                json.get("calls").longValue(),
                json.get("rows").longValue(),
                json.get("bytes").longValue());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
