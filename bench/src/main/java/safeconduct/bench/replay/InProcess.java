package safeconduct.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import safeconduct.catalog.classify.Classifier;
import safeconduct.catalog.classify.RuleClassifier;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.flow.FlowFacts;
import safeconduct.flow.TaskFlow;
import safeconduct.flow.ToolCard;
import safeconduct.flow.goal.GoalReader;
import safeconduct.flow.label.Results;
import safeconduct.flow.trace.Taint;
import safeconduct.kernel.Json;
import safeconduct.policy.pack.FlowPack;
import safeconduct.policy.pack.FlowVerdict;

/** Facts and pack alone, without a door: the same decisions in a fraction of the time. For working on rules. */
final class InProcess implements Program {

    private final Map<String, ToolCard> tools = new HashMap<>();
    private final FlowPack pack;

    InProcess(JsonNode listed, FlowPack pack) {
        Classifier classifier = new RuleClassifier();
        for (JsonNode one : listed) {
            ToolDescription tool = ToolDescription.of(one);
            tools.put(Tools.key(one), ToolCard.of(tool, classifier.classify(tool)));
        }
        this.pack = pack;
    }

    @Override
    public int toolsGranted() {
        return tools.size();
    }

    @Override
    public Session open(String prompt) {
        TaskFlow flow = new TaskFlow(GoalReader.read(prompt), true, Json.object(), new Taint());
        return new Session() {
            @Override
            public Said call(String tool, ObjectNode arguments, Answer answer) {
                long start = System.nanoTime();
                ToolCard card = tools.get(tool);
                if (card == null) {
                    return new Said("deny", List.of("unknown-tool"), System.nanoTime() - start);
                }
                FlowFacts facts = flow.facts(card, arguments);
                FlowVerdict verdict = pack.decide(facts, "replay", tool);
                if (verdict instanceof FlowVerdict.Passes) {
                    flow.sent(card);
                    if (answer.error()) {
                        flow.failed(card);
                    }
                    flow.observe(card, arguments, Results.of(answer.text()));
                }
                long nanos = System.nanoTime() - start;
                return switch (verdict) {
                    case FlowVerdict.Passes() -> new Said("allow", List.of(), nanos);
                    case FlowVerdict.Asks(var rules, var questions) -> new Said("ask", rules, nanos);
                    case FlowVerdict.Forbids(var rules, var reasons) -> new Said("deny", rules, nanos);
                };
            }

            @Override
            public void end() {
                // Nothing is held.
            }
        };
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
