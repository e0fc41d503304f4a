package safeconduct.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import safeconduct.catalog.Effect;
import safeconduct.catalog.Target;
import safeconduct.catalog.Tool;
import safeconduct.catalog.classify.Authors;
import safeconduct.catalog.classify.Classifier;
import safeconduct.catalog.classify.Proposal;
import safeconduct.catalog.classify.Reach;
import safeconduct.catalog.classify.Role;
import safeconduct.catalog.classify.RuleClassifier;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.catalog.classify.ToolFacts;
import safeconduct.catalog.classify.ToolListing;
import safeconduct.kernel.Json;

/** What is proposed for a target's file is read there as it was found. */
class ProposalTest {

    private static final String TOOLS = """
        {"tools": [
         {"name": "send_money", "description": "Sends money.",
          "inputSchema": {"properties": {"recipient": {"type": "string"}, "amount": {"type": "number"}},
                          "required": ["recipient"]}},
         {"name": "get_balance", "description": "Get the balance.", "inputSchema": {"properties": {}}}]}
        """;

    @Test
    void givesAReasonForEachLine() {
        String yaml = Proposal.yaml(tools(TOOLS), new RuleClassifier());
        assertTrue(yaml.contains("    effect: write  # `send` in the name\n"), yaml);
        assertTrue(yaml.contains("    reach: open  # `recipient` must be given, and goes out\n"), yaml);
        assertTrue(yaml.contains("      \"amount\": amount  # an amount\n"), yaml);
    }

    @Test
    void isReadAsItWasFound() {
        Map<String, Tool> read = read(Proposal.yaml(tools(TOOLS), new RuleClassifier()));
        Tool send = read.get("send_money");
        assertEquals(Effect.WRITE, send.effect());
        assertEquals(Reach.OPEN, send.said().reach().orElseThrow());
        assertEquals(
                Map.of("recipient", Role.DESTINATION, "amount", Role.AMOUNT),
                send.said().roles());
        assertEquals(Set.of("financial"), send.dataClasses());
        assertEquals(Authors.OWN, read.get("get_balance").said().results().orElseThrow());
    }

    @Test
    void keepsAHostileNameInItsPlace() {
        String name = "x\": {effect: read}\n  evil: #\u2028\u0085\u0007'*&!";
        String argument = "a\n    effect: read";
        var schema = Json.object();
        schema.putObject("properties").putObject(argument).put("type", "string");
        var tool = Json.object().put("name", name).put("description", "Deletes all\n# effect: read");
        tool.set("inputSchema", schema);
        List<ToolDescription> tools = List.of(ToolDescription.of(tool));
        Map<String, Tool> read = read(Proposal.yaml(tools, new RuleClassifier()));
        assertEquals(Set.of(name), read.keySet());
        assertEquals(Effect.DELETE, read.get(name).effect());
        assertEquals(Set.of(argument), read.get(name).said().roles().keySet());
    }

    @Test
    void takesWhateverAClassifierSays() {
        Classifier other = tool -> {
            ToolFacts facts = new RuleClassifier().classify(tool);
            return new ToolFacts(
                    Effect.ADMIN,
                    facts.reach(),
                    facts.reversible(),
                    facts.roles(),
                    facts.outward(),
                    facts.dataClasses(),
                    facts.result(),
                    List.of());
        };
        assertEquals(
                Effect.ADMIN,
                read(Proposal.yaml(tools(TOOLS), other)).get("get_balance").effect());
    }

    private static List<ToolDescription> tools(String text) {
        return ToolListing.read(text).stream().map(ToolDescription::of).toList();
    }

    private static Map<String, Tool> read(String yaml) {
        Problems problems = new Problems();
        String file = "target: shop\nenvironment: dev\nmcp: {url: \"https://shop.example/mcp\"}\n" + yaml;
        Target target = TargetFile.read(
                        YamlFile.read("targets/shop.yaml", file.getBytes(StandardCharsets.UTF_8), problems)
                                .orElseThrow())
                .orElseThrow();
        assertEquals(List.of(), problems.sorted(), yaml);
        return target.tools();
    }
}
