package safeconduct.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import safeconduct.catalog.Effect;
import safeconduct.catalog.Tool;
import safeconduct.catalog.classify.Authors;
import safeconduct.catalog.classify.Classifier;
import safeconduct.catalog.classify.Reach;
import safeconduct.catalog.classify.Role;
import safeconduct.catalog.classify.Said;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.catalog.classify.ToolFacts;
import safeconduct.catalog.classify.Trust;
import safeconduct.kernel.Json;

class SaidOfToolsTest {

    private static final String TARGET = """
        target: mail
        environment: dev
        mcp: {url: "https://mail.example/mcp"}
        tools:
          notify: TOOL
        """;

    @Test
    void readsWhatAnOperatorSaysOfATool() {
        Problems problems = new Problems();
        Tool tool = tool(
                "{effect: write, reach: open, reversible: false, roles: {\"to[]\": destination, text: content},"
                        + " results: mixed, fields: {Text: foreign, id: record}}",
                problems);
        assertEquals(List.of(), problems.sorted());
        assertEquals(
                new Said(
                        Optional.of(Reach.OPEN),
                        Optional.of(false),
                        Map.of("to[]", Role.DESTINATION, "text", Role.CONTENT),
                        Optional.of(Authors.MIXED),
                        Map.of("text", Trust.FOREIGN, "id", Trust.RECORD)),
                tool.said());
    }

    @Test
    void saysNothingWhereNothingIsSaid() {
        assertEquals(Said.NOTHING, tool("{effect: read}", new Problems()).said());
    }

    @Test
    void tellsOfWordsThatItDoesNotKnow() {
        Problems problems = new Problems();
        tool("{effect: read, reach: wide, roles: {to: target}, fields: {id: mine}}", problems);
        assertEquals(
                List.of(
                        "`wide`, expected one of [closed, open]",
                        "`target`, expected one of [destination, selector, content, amount, code, credential, other]",
                        "`mine`, expected one of [record, attested, foreign]"),
                problems.sorted().stream().map(Problem::message).toList());
    }

    @Test
    void putsTheOperatorsWordOverTheRules() {
        Tool tool =
                tool("{effect: read, reach: closed, data_classes: [internal], roles: {to: selector}}", new Problems());
        ToolFacts found = Classifier.installed().classify(ToolDescription.of(Json.parse("""
            {"name": "send_mail", "description": "Sends a mail.",
             "inputSchema": {"properties": {"to": {"type": "string"}, "cc": {"type": "string"}}}}
            """)));
        ToolFacts facts = tool.facts(found);
        assertEquals(Effect.READ, facts.effect());
        assertEquals(Reach.CLOSED, facts.reach());
        assertEquals(Role.SELECTOR, facts.role("to"));
        assertEquals(Role.DESTINATION, facts.role("cc"));
        assertEquals(Set.of("cc"), facts.outward());
        assertEquals(Set.of("internal"), facts.dataClasses());
        assertTrue(facts.reasons().contains("the operator's word wins over the rules"), facts.reasons()::toString);
    }

    private static Tool tool(String yaml, Problems problems) {
        byte[] text = TARGET.replace("TOOL", yaml).getBytes(StandardCharsets.UTF_8);
        return TargetFile.read(
                        YamlFile.read("targets/mail.yaml", text, problems).orElseThrow())
                .orElseThrow()
                .tools()
                .get("notify");
    }
}
