package safeconduct.catalog.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import safeconduct.catalog.Effect;
import safeconduct.kernel.Json;

/** What holds for every description, however strange. {@code -Dseed=} repeats a run. */
class ClassifierPropertiesTest {

    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final List<String> WORDS = List.of(
            "get",
            "send",
            "delete",
            "file",
            "to",
            "and",
            "or",
            "user",
            "e-mail",
            "url",
            "read",
            "_",
            "",
            " ",
            "X",
            "ID",
            "set",
            "admin",
            "query",
            "发送",
            "query\u0000",
            "properties",
            "$ref",
            "a.b[]",
            "tool",
            "run",
            "the",
            "🦊");
    private static final List<String> MEMBERS = List.of(
            "type",
            "properties",
            "items",
            "anyOf",
            "oneOf",
            "allOf",
            "$ref",
            "enum",
            "const",
            "format",
            "description",
            "required",
            "$defs",
            "additionalProperties");

    @Test
    void answersEveryDescriptionTheSameWayTwice() {
        Random random = new Random(SEED);
        for (int i = 0; i < 3_000; i++) {
            ToolDescription tool = tool(random);
            assertEquals(classify(tool), classify(tool), () -> "seed " + SEED + ": " + tool);
        }
    }

    @Test
    void neverBecomesLooserByAnAnnotation() {
        Random random = new Random(SEED);
        for (int i = 0; i < 3_000; i++) {
            ToolDescription tool = tool(random);
            ToolFacts blind = classify(tool.blind());
            ToolFacts hinted = classify(tool);
            String say = "seed " + SEED + ": " + tool;
            assertTrue(hinted.effect().compareTo(blind.effect()) >= 0, say);
            assertTrue(hinted.reach().compareTo(blind.reach()) >= 0, say);
            assertTrue(blind.reversible() || !hinted.reversible(), say);
            assertTrue(hinted.result().authors().compareTo(blind.result().authors()) >= 0, say);
            assertEquals(blind.roles(), hinted.roles(), say);
            assertTrue(hinted.outward().containsAll(blind.outward()), say);
        }
    }

    @Test
    void believesHintsThatSayThatMoreCanHappen() {
        ToolDescription reads = ToolRows.tool("get_balance", "Get the balance.", "");
        ToolFacts facts = classify(new ToolDescription(
                reads.name(),
                "",
                reads.description(),
                reads.inputSchema(),
                Optional.empty(),
                Json.parseObject("{\"readOnlyHint\": false, \"openWorldHint\": true}")));
        assertEquals(Effect.WRITE, facts.effect());
        assertEquals(Reach.OPEN, facts.reach());
    }

    @Test
    void judgesEveryValueOfEveryToolWithoutTrustingStrangersText() {
        Random random = new Random(SEED);
        for (int i = 0; i < 3_000; i++) {
            ToolFacts facts = classify(tool(random).blind());
            String value = words(random, 40);
            FieldFacts field = FieldTrust.of(facts, List.of(words(random, 2), words(random, 3)), value);
            assertTrue(
                    facts.result().authors() != Authors.FOREIGN || field.trust() != Trust.RECORD,
                    () -> "seed " + SEED + ": " + value);
        }
    }

    @Test
    void isDoneSoonWithHostileDescriptions() {
        String endless = "send ".repeat(400_000);
        ObjectNode schema = Json.object();
        ObjectNode properties = schema.putObject("properties");
        for (int i = 0; i < 20_000; i++) {
            properties.putObject("a".repeat(50) + i).put("type", "string").put("description", "x".repeat(100));
        }
        ObjectNode loop = properties.putObject("loop");
        loop.put("$ref", "#/properties/loop");
        ToolDescription tool = new ToolDescription(endless, endless, endless, schema, Optional.empty(), Json.object());
        ToolFacts facts = assertTimeout(Duration.ofSeconds(5), () -> classify(tool));
        assertTrue(
                facts.roles().size() <= Parameters.PARAMETERS_MAX,
                () -> facts.roles().size() + " parameters");
        String value = "1".repeat(2_000_000);
        assertTimeout(Duration.ofSeconds(5), () -> FieldTrust.of(facts, List.of(endless), value));
    }

    private static ToolFacts classify(ToolDescription tool) {
        return new RuleClassifier().classify(tool);
    }

    private static ToolDescription tool(Random random) {
        ObjectNode annotations = Json.object();
        for (String hint : List.of("readOnlyHint", "destructiveHint", "openWorldHint", "idempotentHint")) {
            switch (random.nextInt(4)) {
                case 0 -> annotations.put(hint, true);
                case 1 -> annotations.put(hint, false);
                case 2 -> annotations.put(hint, "true");
                default -> annotations.remove(hint);
            }
        }
        JsonNode schema = value(random, 4);
        ObjectNode input = schema instanceof ObjectNode object ? object : Json.object();
        return new ToolDescription(words(random, 5), "", words(random, 12), input, Optional.empty(), annotations);
    }

    private static JsonNode value(Random random, int depth) {
        return switch (depth == 0 ? random.nextInt(4) : random.nextInt(8)) {
            case 0 -> Json.parse("null");
            case 1 -> Json.parse(String.valueOf(random.nextInt()));
            case 2 -> Json.from(words(random, 3));
            case 3 ->
                Json.from(List.of("string", "array", "object", "#/properties", "#/$defs/a~2")
                        .get(random.nextInt(5)));
            case 4 -> {
                ArrayNode array = Json.array();
                for (int i = random.nextInt(3); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = Json.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    String member =
                            random.nextInt(3) == 0 ? words(random, 2) : MEMBERS.get(random.nextInt(MEMBERS.size()));
                    object.set(member, value(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String words(Random random, int most) {
        StringBuilder words = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            words.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextBoolean() ? "_" : " ");
        }
        return words.toString();
    }
}
