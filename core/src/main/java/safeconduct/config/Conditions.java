package safeconduct.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        tool.optionalText("when").ifPresent(when -> conditions.add("(" + when.strip() + ")"));
        tool.named("arguments").forEach((name, section) -> {
            argument(name, section, conditions);
            section.end();
        });
        return conditions;
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
