package safeconduct.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import safeconduct.caller.Actor;
import safeconduct.caller.Caller;
import safeconduct.catalog.SqlReader.SqlReading;
import safeconduct.catalog.Target;
import safeconduct.catalog.Tool;
import safeconduct.kernel.Json;
import safeconduct.policy.PolicyEngine.Question;
import safeconduct.policy.PolicyEngine.Usage;

/** Writes everything that a decision depended on as JSON, so that it can be decided again years later. */
public final class QuestionJson {

    private QuestionJson() {}

    public static ObjectNode write(Question question) {
        ObjectNode json = Json.object();
        json.set("caller", caller(question.caller()));
        json.set("envelope", question.envelope().json());
        json.set("target", target(question.target()));
        json.set("tool", tool(question.tool()));
        json.put("method", question.method()).put("name", question.name());
        json.set("input", question.input().deepCopy());
        question.sql().ifPresent(sql -> json.set("sql", sql(sql)));
        json.set("usage", usage(question.usage()));
        json.put("now", question.now().toString());
        if (!question.above().isEmpty()) {
            ArrayNode above = json.putArray("above");
            question.above().forEach(task -> above.add(ancestor(task)));
        }
        return json;
    }

    private static ObjectNode ancestor(Ancestor task) {
        ObjectNode json = Json.object();
        json.set("caller", caller(task.caller()));
        json.set("envelope", task.envelope().json());
        json.set("usage", usage(task.usage()));
        return json;
    }

    private static ObjectNode usage(Usage usage) {
        return Json.object()
                .put("calls", usage.calls())
                .put("rows", usage.rows())
                .put("bytes", usage.bytes());
    }

    private static ObjectNode caller(Caller caller) {
        ObjectNode json = Json.object().put("task", caller.task().value());
        json.set("agent", actor(caller.agent()));
        ArrayNode chain = json.putArray("acting_for");
        caller.actingFor().forEach(actor -> chain.add(actor(actor)));
        return json;
    }

    private static ObjectNode actor(Actor actor) {
        return switch (actor) {
            case Actor.Human(var subject, var issuer, var groups) -> {
                ObjectNode json = Json.object().put("user", subject).put("issuer", issuer);
                ArrayNode array = json.putArray("groups");
                groups.forEach(array::add);
                yield json;
            }
            case Actor.Agent(var name, var instance, var workload) ->
                Json.object()
                        .put("agent", name.value())
                        .put("instance", instance)
                        .put("workload", workload);
        };
    }

    private static ObjectNode target(Target target) {
        return Json.object().put("name", target.name().value()).put("environment", target.environment());
    }

    private static ObjectNode tool(Tool tool) {
        ObjectNode json = Json.object()
                .put("name", tool.name())
                .put("effect", tool.effect().name());
        json.set("data_classes", EnvelopeJson.sorted(tool.dataClasses()));
        return json;
    }

    private static ObjectNode sql(SqlReading.Statement sql) {
        ObjectNode json = Json.object().put("verb", sql.verb()).put("read_only", sql.readOnly());
        json.set("tables", EnvelopeJson.sorted(sql.tables()));
        json.set("columns", EnvelopeJson.sorted(sql.columns()));
        json.set("functions", EnvelopeJson.sorted(sql.functions()));
        json.set("written", EnvelopeJson.sorted(sql.written()));
        return json;
    }
}
