package safeconduct.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Compiles a purpose to Cedar text: one permit for each of its tools.
 *
 * <pre>
 * {@literal @}id("purpose.answer-ticket.shop.query")
 * permit (principal in Purpose::"answer-ticket", action == Action::"tools/call", resource == Tool::"shop/query")
 * when { (context.sql.verb == "select") };
 * </pre>
 *
 * The name of a tool decides its method: a tool called {@code resources/read} or {@code prompts/get} stands for all
 * resources or prompts of the target.
 */
final class PurposeCompiler {

    private PurposeCompiler() {}

    static String compile(PurposeFile purpose) {
        StringBuilder text = new StringBuilder();
        purpose.conditions().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<PurposeFile.ToolOf, List<String>> e) ->
                                e.getKey().target())
                        .thenComparing(e -> e.getKey().tool()))
                .forEach(entry -> permit(purpose.purpose().name(), entry.getKey(), entry.getValue(), text));
        return text.toString();
    }

    private static void permit(String purpose, PurposeFile.ToolOf tool, List<String> conditions, StringBuilder text) {
        String id = "purpose." + purpose + "." + tool.target() + "." + tool.tool();
        text.append("@id(").append(CedarText.quoted(id)).append(")\n");
        text.append("permit (principal in Purpose::")
                .append(CedarText.quoted(purpose))
                .append(", ");
        text.append(scope(tool)).append(")");
        if (!conditions.isEmpty()) {
            text.append("\nwhen { ").append(String.join(" && ", conditions)).append(" }");
        }
        text.append(";\n");
    }

    private static String scope(PurposeFile.ToolOf tool) {
        boolean whole = tool.tool().equals("resources/read") || tool.tool().equals("prompts/get");
        String target = "Target::" + CedarText.quoted(tool.target().value());
        String resource = whole
                ? "resource in " + target
                : "resource == Tool::" + CedarText.quoted(tool.target() + "/" + tool.tool());
        return "action == Action::" + CedarText.quoted(whole ? tool.tool() : "tools/call") + ", " + resource;
    }
}
