package safeconduct.catalog.classify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import safeconduct.kernel.Json;

/**
 * What a classifier found, as the {@code tools} of a target's file, with a reason beside each line: to be read by a person,
 * changed where it is wrong, and put into the configuration.
 *
 * <pre>
 * tools:
 *   "send_money":
 *     effect: write  # `send` in the name
 *     reach: open  # `send` gets something out
 *     reversible: false
 *     results: mixed  # `money` in the name
 *     data_classes: ["financial"]
 *     roles:
 *       "recipient": destination  # people or places that are reached
 * </pre>
 *
 * Names come from the target and are always quoted; a reason holds no line break.
 */
public final class Proposal {

    private static final int REASON_MAX = 160;

    private Proposal() {}

    /** The lines for these tools. */
    public static String yaml(List<ToolDescription> tools, Classifier classifier) {
        StringBuilder yaml = new StringBuilder("tools:\n");
        for (ToolDescription tool : tools) {
            yaml.append("  ").append(quoted(tool.name())).append(":\n");
            tool(yaml, classifier.classify(tool));
        }
        return yaml.toString();
    }

    private static void tool(StringBuilder yaml, ToolFacts facts) {
        line(yaml, "effect: " + lower(facts.effect()), reason(facts, "effect "));
        line(yaml, "reach: " + lower(facts.reach()), reason(facts, "reach "));
        line(yaml, "reversible: " + facts.reversible(), "");
        line(yaml, "results: " + lower(facts.result().authors()), reason(facts, "results "));
        if (!facts.dataClasses().isEmpty()) {
            JsonNode classes = Json.from(new TreeSet<>(facts.dataClasses()));
            line(yaml, "data_classes: " + classes, "");
        }
        if (!facts.roles().isEmpty()) {
            line(yaml, "roles:", "");
            facts.orderedRoles().forEach((path, role) -> {
                String why = reason(facts, "`" + path + "` ");
                line(yaml, "  " + quoted(path) + ": " + lower(role), why);
            });
        }
    }

    private static void line(StringBuilder yaml, String line, String reason) {
        yaml.append("    ").append(line);
        if (!reason.isEmpty()) {
            yaml.append("  # ").append(reason);
        }
        yaml.append('\n');
    }

    /** The reason that begins so, without what the line says already. */
    private static String reason(ToolFacts facts, String start) {
        String reason = facts.reasons().stream()
                .filter(one -> one.startsWith(start))
                .map(one -> one.substring(one.indexOf(": ", start.length() - 1) + 2))
                .findFirst()
                .orElse("");
        String plain = reason.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", " ");
        return plain.length() > REASON_MAX ? plain.substring(0, REASON_MAX) + " …" : plain;
    }

    /** A JSON text is a YAML text; what YAML does not allow unescaped in it is escaped. */
    private static String quoted(String name) {
        StringBuilder quoted = new StringBuilder();
        Json.text(name).codePoints().forEach(c -> {
            boolean odd = c == 0x7F
                    || (c >= 0x80 && c < 0xA0)
                    || c == 0x2028
                    || c == 0x2029
                    || c == 0xFEFF
                    || c == 0xFFFE
                    || c == 0xFFFF
                    || (c >= 0xD800 && c < 0xE000);
            if (odd) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.toString();
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
