package safeconduct.cli;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The explanation of a decision for people.
 *
 * <pre>
 * under sha-256:…: silent
 * task tsk_… of purpose answer-ticket
 *   considered few: permit, not satisfied
 *     context.usage.calls &lt; 3: saw context.usage.calls = 3
 *   would have been permitted with context.usage.calls: 3 → 2
 * </pre>
 */
final class ExplainedText {

    private final StringBuilder out = new StringBuilder();

    private ExplainedText() {}

    static String of(JsonNode explanation) {
        ExplainedText text = new ExplainedText();
        text.line(0, "under " + explanation.path("bundle").asText() + ": " + verdict(explanation.path("verdict")));
        if (explanation.has("outside")) {
            text.line(0, "outside the envelope: " + explanation.path("outside").asText());
        }
        explanation.path("line").forEach(text::task);
        return Columns.harmless(text.out.toString());
    }

    private static String verdict(JsonNode verdict) {
        JsonNode why = verdict.path("why");
        return why.isObject()
                ? "task " + verdict.path("task").asText() + " above may not: " + verdict(why)
                : verdict.path("kind").asText() + " " + Columns.text(verdict.path("policies"));
    }

    private void task(JsonNode task) {
        line(
                0,
                "task " + task.path("task").asText() + " of purpose "
                        + task.path("purpose").asText());
        JsonNode cedar = task.path("cedar");
        cedar.path("considered").forEach(policy -> {
            line(
                    1,
                    "considered " + policy.path("policy").asText() + ": "
                            + policy.path("effect").asText() + ", "
                            + policy.path("outcome").asText());
            failed(policy);
        });
        cedar.path("nearMisses").forEach(miss -> {
            line(1, "near miss " + miss.path("policy").asText());
            failed(miss);
        });
        if (!cedar.path("smallestChange").isEmpty()) {
            line(1, "smallest change that would have been permitted:");
            cedar.path("smallestChange")
                    .forEach(change -> line(
                            2,
                            change.path("part").asText() + ": "
                                    + change.path("from").asText() + " → "
                                    + change.path("to").asText()));
        }
    }

    private void failed(JsonNode policy) {
        policy.path("failed").forEach(test -> {
            StringBuilder saw = new StringBuilder();
            test.path("saw")
                    .properties()
                    .forEach(value -> saw.append(saw.isEmpty() ? ", saw " : ", ")
                            .append(value.getKey())
                            .append(" = ")
                            .append(value.getValue().asText()));
            line(2, "failed: " + test.path("test").asText() + saw);
        });
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }
}
