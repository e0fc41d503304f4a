package safeconduct.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.Policy;
import safeconduct.cedar.PolicySet;

/**
 * The conditions of one tool in a purpose, as Cedar expressions that must all hold.
 *
 * <pre>
 * when: context.sql.verb == "select"
 * arguments:
 *   customer_id: {equals: $customer}
 *   limit: {max: 50}
 *   path: {like: "/tmp/*"}
 *   kind: {in: [a, b]}
 * </pre>
 *
 * An argument that is not there fulfils nothing.
 */
final class Conditions {

    private Conditions() {}

    static List<String> read(Section tool) {
        List<String> conditions = new ArrayList<>();
        tool.optionalText("when").ifPresent(when -> expression(tool, when.strip(), conditions));
        tool.named("arguments").forEach((name, section) -> {
            argument(name, section, conditions);
            section.end();
        });
        return conditions;
    }

    /** One expression and nothing more: what closes the clause and begins another, or another policy, is refused. */
    private static void expression(Section tool, String when, List<String> conditions) {
        try {
            Collection<Policy> read = PolicySet.parse(
                            "when", "permit (principal, action, resource) when { " + when + "\n};")
                    .policies();
            boolean one = read.size() == 1
                    && read.iterator().next().tree().conditions().size() == 1;
            if (one) {
                conditions.add("(" + when + (when.contains("//") ? "\n)" : ")"));
            } else {
                tool.problem("when", "expected one Cedar expression, found clauses or policies");
            }
        } catch (CedarSyntaxException malformed) {
            tool.problem(
                    "when",
                    "not a Cedar expression: " + malformed.errors().getFirst().message());
        }
    }

    private static void argument(String name, Section section, List<String> conditions) {
        String quoted = CedarText.quoted(name);
        String value = "context.input[" + quoted + "]";
        int before = conditions.size();
        conditions.add("context.input has " + quoted);
        literal(section, "equals").ifPresent(other -> conditions.add(value + " == " + other));
        number(section, "min").ifPresent(least -> conditions.add(value + " >= " + least));
        number(section, "max").ifPresent(most -> conditions.add(value + " <= " + most));
        section.optionalText("like").ifPresent(like -> conditions.add(value + " like " + CedarText.pattern(like)));
        if (section.has("in")) {
            String set = String.join(
                    ", ", section.texts("in").stream().map(CedarText::quoted).toList());
            conditions.add("[" + set + "].contains(" + value + ")");
        }
        if (conditions.size() == before + 1) {
            section.problem(
                    "argument `" + name + "` has no condition, expected `equals`, `min`, `max`, `like` or `in`");
        }
    }

    private static Optional<Long> number(Section section, String key) {
        return section.has(key) ? Optional.of(section.number(key, 0)) : Optional.empty();
    }

    private static Optional<String> literal(Section section, String key) {
        Optional<JsonNode> json = section.anyJson(key);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> text = literal(json.get());
        if (text.isEmpty()) {
            section.problem(key, "expected a text, a whole number, `true`, `false` or `$parameter`");
        }
        return text;
    }

    private static Optional<String> literal(JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue();
            return Optional.of(
                    text.startsWith("$")
                            ? "context.parameters[" + CedarText.quoted(text.substring(1)) + "]"
                            : CedarText.quoted(text));
        }
        if (value.isBoolean()) {
            return Optional.of(value.asText());
        }
        boolean whole =
                value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
        return whole && value.decimalValue().toBigInteger().bitLength() < 64
                ? Optional.of(value.decimalValue().toBigInteger().toString())
                : Optional.empty();
    }
}
