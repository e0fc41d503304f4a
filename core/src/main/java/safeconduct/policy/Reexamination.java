package safeconduct.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import safeconduct.kernel.Json;
import safeconduct.policy.PolicyEngine.Question;
import safeconduct.policy.PolicyEngine.Verdict;

/**
 * A recorded question put again to the rules that decided on it: what the envelope and the policies say, and for the task
 * and each task above it which policies were considered, which nearly permitted and on which test they failed, and the
 * smallest change of the request that would have been permitted. Nothing in it depends on when or where it is made: the
 * same question and rules give the same bytes.
 *
 * <pre>
 * {"bundle": "sha-256:…", "outside": "…", "verdict": {"kind": "silent", "policies": []},
 *  "line": [{"task": "tsk_…", "purpose": "answer-ticket", "cedar": {…}}]}
 * </pre>
 */
public final class Reexamination {

    private Reexamination() {}

    /** What comes of the question under these rules. */
    public static ObjectNode of(Question question, Bundle bundle) {
        ObjectNode json = Json.object().put("bundle", bundle.digest().value());
        EnvelopeCheck.check(question, bundle)
                .ifPresent(deny -> json.put("outside", deny.reason().code() + ": " + deny.explanation()));
        json.set("verdict", verdict(bundle.policies().decide(question)));
        if (bundle.policies() instanceof CedarEngine engine) {
            ArrayNode line = json.putArray("line");
            for (Question one : question.line()) {
                ObjectNode task = line.addObject()
                        .put("task", one.caller().task().value())
                        .put("purpose", one.envelope().purpose());
                task.set("cedar", Json.parse(engine.explain(one).json().text()));
            }
        }
        return json;
    }

    private static ObjectNode verdict(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Permits(var policies, var obligations) -> {
                ObjectNode json = named("permits", policies);
                json.set("obligations", Json.from(obligations));
                yield json;
            }
            case Verdict.Asks(var policies, var question, var obligations) -> {
                ObjectNode json = named("asks", policies).put("question", question);
                json.set("obligations", Json.from(obligations));
                yield json;
            }
            case Verdict.Forbids(var policies) -> named("forbids", policies);
            case Verdict.Silent(var failed) -> named("silent", failed);
            case Verdict.Above(var task, var purpose, var why) -> {
                ObjectNode json =
                        named("above", List.of()).put("task", task.value()).put("purpose", purpose);
                json.set("why", verdict(why));
                yield json;
            }
        };
    }

    private static ObjectNode named(String kind, List<String> policies) {
        ObjectNode json = Json.object().put("kind", kind);
        json.set("policies", Json.from(policies));
        return json;
    }
}
