package safeconduct.catalog.classify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The classifier that is always there: rules about the words of names, descriptions and schemas. The words stand in tables
 * beside this class. What they don't tell gets the strict answer: a write, open, not to be undone, written by strangers.
 */
public final class RuleClassifier implements Classifier {

    @Override
    public ToolFacts classify(ToolDescription tool) {
        List<String> reasons = new ArrayList<>();
        List<Parameter> parameters = Parameters.of(tool.inputSchema());
        Action action = Raising.of(tool, ActionRule.of(tool), parameters);
        Subject subject = Subject.of(tool, action);
        RoleRule rule = new RoleRule(action, subject);
        Map<String, Role> roles = new LinkedHashMap<>();
        Set<String> outward = new LinkedHashSet<>();
        String needed = "";
        List<String> why = new ArrayList<>();
        for (Parameter parameter : parameters) {
            RoleRule.Verdict verdict = rule.of(parameter);
            roles.put(parameter.path(), verdict.role());
            why.add("`" + parameter.path() + "` is " + lower(verdict.role()) + ": " + verdict.reason());
            if (verdict.outward()) {
                outward.add(parameter.path());
                needed = parameter.required() ? parameter.path() : needed;
            }
        }
        ReachRule.Verdict reach = needed.isEmpty()
                ? ReachRule.of(tool, action, subject, roles)
                : ReachRule.open("`" + needed + "` must be given, and goes out");
        reasons.add("effect " + lower(action.kind().effect()) + ": " + action.reason());
        reasons.add("reach " + lower(reach.reach()) + ": " + reach.reason());
        ResultFacts result = ResultRule.of(action, subject, reach.reach());
        reasons.add("results " + lower(result.authors()) + ": " + subject.reason());
        reasons.addAll(why);
        ToolFacts facts = new ToolFacts(
                Administration.raised(tool.name(), action),
                reach.reach(),
                ReachRule.reversible(action, reach.reach()) && !roles.containsValue(Role.CREDENTIAL),
                roles,
                outward,
                ResultRule.classes(tool, action, subject, reach.reach()),
                result,
                reasons);
        return Annotations.stricter(facts, tool.annotations());
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(java.util.Locale.ROOT);
    }
}
