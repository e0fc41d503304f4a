package safeconduct.cedar.syntax;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.json.EntitiesJson;
import safeconduct.cedar.json.PolicyJson;
import safeconduct.cedar.schema.Schema;
import safeconduct.cedar.schema.Tools;

/**
 * Feeds random bytes, random words and damaged policies to every reader: each accepts, or throws its own error.
 *
 * <pre>cedar-fuzz [INPUTS]      -Dseed=N for other inputs</pre>
 */
public final class Fuzz {
    private static final int INPUTS_DEFAULT = 1_000_000;
    private static final List<String> WORDS = List.of(
            "permit",
            "forbid",
            "(",
            ")",
            "principal",
            "action",
            "resource",
            ",",
            ";",
            "when",
            "unless",
            "{",
            "}",
            "[",
            "]",
            "==",
            "in",
            "is",
            "has",
            "like",
            "if",
            "then",
            "else",
            "\"a\"",
            "\"\\u{",
            "::",
            ".",
            "1",
            "-",
            "!",
            "&&",
            "||",
            "User",
            "@id",
            "decimal",
            "contains",
            "?principal",
            "true",
            ":",
            "*",
            "+",
            "\"uid\"",
            "\"__extn\"",
            "null",
            "entity",
            "appliesTo",
            "type",
            "namespace",
            "entityTypes",
            "Set<",
            ">",
            "Long",
            "\\");
    private static final String POLICY =
            "@id(\"a\") permit (principal is User in Group::\"g\", action in [Action::\"a\"], resource) when {"
                    + " context.a[\"b\"] like \"x*\\*\" && ip(\"1.2.3.4\").isInRange(ip(\"::/0\")) || !{a: [1, -2]} has"
                    + " a.b };";

    private static final List<String> SAMPLES = List.of(
            POLICY,
            "namespace A { type T = Set<Long>; entity User, Bot in [Team] = {a?: T, b: {c: ipaddr}} tags String;"
                + " entity Team enum [\"x\"]; action read, \"w\" in [all] appliesTo {principal: [User, Bot], resource:"
                + " Team, context: {d: Bool}}; action all; }",
            "{\"\": {\"entityTypes\": {\"U\": {\"memberOfTypes\": [\"G\"], \"shape\": {\"type\": \"Record\","
                    + " \"attributes\": {\"a\": {\"type\": \"Set\", \"element\": {\"type\": \"Long\"}, \"required\":"
                    + " false}}}}, \"G\": {}}, \"actions\": {\"r\": {\"appliesTo\": {\"principalTypes\": [\"U\"],"
                    + " \"resourceTypes\": [\"G\"]}}}}}",
            "{\"type\": \"object\", \"required\": [\"a\"], \"properties\": {\"a\": {\"type\": \"array\", \"items\":"
                    + " {\"type\": \"integer\"}}, \"b\": {\"anyOf\": []}}}");

    private final Random random;
    private long accepted;

    Fuzz(long seed) {
        this.random = new Random(seed);
    }

    /** Ends with a stack trace when a reader throws anything else. */
    public static void main(String[] args) {
        int inputs = args.length > 0 ? Integer.parseInt(args[0]) : INPUTS_DEFAULT;
        long seed = Long.getLong("seed", 1);
        Fuzz fuzz = new Fuzz(seed);
        fuzz.run(inputs);
        System.out.printf("seed: %d%ninputs: %d (%d accepted)%nother errors: 0%n", seed, inputs, fuzz.accepted);
    }

    void run(int inputs) {
        for (int i = 0; i < inputs; i++) {
            String text =
                    switch (i % 3) {
                        case 0 -> bytes();
                        case 1 -> words();
                        default -> damaged(i % 10);
                    };
            try {
                read(i, text);
                accepted++;
            } catch (CedarSyntaxException expected) {
                if (expected.errors().isEmpty()) {
                    throw new AssertionError("an error without errors for: " + text);
                }
            } catch (RuntimeException | StackOverflowError other) {
                throw new AssertionError("input " + i + ": " + text, other);
            }
        }
    }

    long accepted() {
        return accepted;
    }

    private static void read(int i, String text) {
        switch (i % 10) {
            case 0 -> PolicyJson.read("fuzz", text);
            case 1 -> EntitiesJson.read("fuzz", text);
            case 2 -> Schema.parse("fuzz", text);
            case 3 -> Schema.parseJson("fuzz", text);
            case 4 -> Tools.type("fuzz", text);
            default -> PolicySet.parse("fuzz", text);
        }
    }

    private String bytes() {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        return new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private String words() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextBoolean() ? " " : "");
        }
        return text.toString();
    }

    private String damaged(int reader) {
        StringBuilder text = new StringBuilder(SAMPLES.get(reader >= 2 && reader <= 4 ? reader - 1 : 0));
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, (char) random.nextInt(256));
                default -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
            }
        }
        return text.toString();
    }
}
