package safeconduct.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import safeconduct.flow.ArgumentFacts;
import safeconduct.flow.FlowFacts;
import safeconduct.flow.ToolCard;
import safeconduct.kernel.Json;
import safeconduct.policy.pack.FlowPack;
import safeconduct.policy.pack.FlowVerdict;

/** What the rules on the flow of data said to a call, and the facts that they saw. */
record FlowJudged(FlowPack pack, ToolCard tool, FlowFacts facts, FlowVerdict verdict) {

    /** For the record: where each value came from, and which rules applied. */
    ObjectNode json() {
        ObjectNode json = Json.object().put("pack", pack.name());
        json.put("untrusted", facts.untrusted()).put("sensitive", facts.sensitive());
        json.put("effect", word(facts.effect())).put("reach", word(facts.reach()));
        json.put("called", word(facts.called())).put("beyond", facts.beyond());
        ObjectNode arguments = json.putObject("arguments");
        for (ArgumentFacts argument : facts.arguments()) {
            arguments
                    .withObjectProperty(argument.path())
                    .put("role", word(argument.role()))
                    .put("provenance", argument.origin().word())
                    .put("carries_private", argument.carriesPrivate());
        }
        switch (verdict) {
            case FlowVerdict.Passes() -> json.put("verdict", "pass");
            case FlowVerdict.Asks(var rules, var questions) ->
                json.put("verdict", "ask").set("rules", Json.from(rules));
            case FlowVerdict.Forbids(var rules, var reasons) ->
                json.put("verdict", "forbid").set("rules", Json.from(rules));
        }
        return json;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
