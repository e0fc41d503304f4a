package safeconduct.policy.pack;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import safeconduct.catalog.classify.Role;
import safeconduct.cedar.Value;
import safeconduct.flow.ArgumentFacts;
import safeconduct.flow.FlowFacts;
import safeconduct.flow.trace.Origin;

/**
 * The facts about a call as Cedar reads them.
 *
 * <pre>
 * context.flow  { untrusted, sensitive, effect, reach, reversible, called, beyond, carriesPrivate,
 *                 destination, selector, content, amount, code, credential, other }
 *               the last seven: the worst provenance among the arguments of that role
 * context.goal  { given, answers, deeds }
 * context.args  { NAME: { role, provenance, carriesPrivate } }    the worst of each parameter
 * </pre>
 */
public final class FlowContext {

    private static final int ARGUMENTS_MAX = 200;

    private FlowContext() {}

    /** The three records. */
    public static Map<String, Value> of(FlowFacts facts) {
        return Map.of("flow", flow(facts), "goal", goal(facts), "args", arguments(facts));
    }

    private static Value flow(FlowFacts facts) {
        Map<String, Value> flow = new HashMap<>();
        flow.put("untrusted", Value.of(facts.untrusted()));
        flow.put("sensitive", Value.of(facts.sensitive()));
        flow.put("effect", word(facts.effect()));
        flow.put("reach", word(facts.reach()));
        flow.put("reversible", Value.of(facts.reversible()));
        flow.put("called", word(facts.called()));
        flow.put("beyond", Value.of(facts.beyond()));
        flow.put("carriesPrivate", Value.of(facts.carriesPrivate()));
        for (Role role : Role.values()) {
            flow.put(role.name().toLowerCase(Locale.ROOT), word(facts.origin(role)));
        }
        return Value.record(flow);
    }

    private static Value goal(FlowFacts facts) {
        return Value.record(Map.of(
                "given", Value.of(facts.goalGiven()),
                "answers", Value.of(facts.answers()),
                "deeds",
                        Value.set(facts.deeds().stream().sorted().map(Value::of).toList())));
    }

    private static Value arguments(FlowFacts facts) {
        Map<String, ArgumentFacts> worst = new HashMap<>();
        for (ArgumentFacts argument : facts.arguments()) {
            if (worst.size() < ARGUMENTS_MAX) {
                worst.merge(name(argument.path()), argument, FlowContext::worse);
            }
        }
        Map<String, Value> arguments = new HashMap<>();
        worst.forEach((name, argument) -> arguments.put(name, argument(argument)));
        return Value.record(arguments);
    }

    private static String name(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return path.substring(0, end);
    }

    private static ArgumentFacts worse(ArgumentFacts one, ArgumentFacts other) {
        Origin worst = one.origin().worse(other.origin());
        return worst == one.origin() ? one : other;
    }

    private static Value argument(ArgumentFacts argument) {
        return Value.record(Map.of(
                "role", word(argument.role()),
                "provenance", word(argument.origin()),
                "carriesPrivate", Value.of(argument.carriesPrivate())));
    }

    private static Value word(Enum<?> value) {
        return Value.of(value.name().toLowerCase(Locale.ROOT));
    }
}
