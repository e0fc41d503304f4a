package safeconduct.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String SERVER = "identity: [{name: local, kind: local}]\n";
    private static final String AGENT = """
        agent: bot
        owner: {name: team, contact: "#team"}
        expires: 2027-06-30
        identities: [{verifier: local, subject: spiffe://local/bot}]
        purposes: [look]
        """;
    private static final String TARGET = """
        target: shop
        environment: dev
        mcp: {command: [server]}
        tools:
          look: {effect: read}
        """;
    private static final String PURPOSE = """
        purpose: look
        environment: dev
        targets: {shop: {tools: {look: }}}
        budgets: {calls: 20, rows: 100, bytes: 1MB}
        ttl: 10m
        """;

    @TempDir
    Path root;

    record Row(String policy, String warning) {}

    @ParameterizedTest
    @MethodSource("rows")
    void warnsOfAPolicyThatIsProbablyNotMeant(Row row) throws IOException {
        write(PURPOSE);
        Files.createDirectories(root.resolve("policies"));
        Files.writeString(root.resolve("policies/own.cedar"), "@id(\"own\")\n" + row.policy());
        List<String> warnings = warnings(NOW);
        assertTrue(warnings.stream().anyMatch(w -> w.equals("policy own: " + row.warning())), warnings::toString);
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("permit (principal, action, resource);", "permits on every target: it names no resource"),
                new Row(
                        "permit (principal, action, resource);",
                        "permits to every task: it names no purpose and no agent"),
                new Row(
                        "@asks(\"really?\") forbid (principal, action, resource);",
                        "unknown annotation `@asks`, did you mean `ask`?"),
                new Row(
                        "forbid (principal, action, resource == Tool::\"shop/lok\");",
                        "never applies: there is no tool of `shop` `lok`, did you mean `look`?"),
                new Row(
                        "forbid (principal in Purpose::\"lok\", action, resource);",
                        "never applies: there is no purpose `lok`, did you mean `look`?"),
                new Row(
                        "forbid (principal, action == Action::\"tool/call\", resource);",
                        "never applies: there is no method `tool/call`, did you mean `tools/call`?"),
                new Row(
                        "forbid (principal, action, resource in Environment::\"prod\");",
                        "never applies: there is no environment `prod`"),
                new Row("forbid (principal is User, action, resource);", "never applies: no principal is a `User`"),
                new Row(
                        "forbid (principal, action, resource == Tool::\"look\");",
                        "never applies: no target has the tool `look`, expected `TARGET/TOOL`"),
                new Row(
                        "forbid (principal == ?principal, action, resource);",
                        "is a template, and nothing links it: it decides nothing"),
                new Row(
                        "@ask(\"really?\") forbid (principal, action, resource);",
                        "`@ask` on a forbid asks nobody: it forbids"));
    }

    @Test
    void hasNothingToSayAboutAPlainConfiguration() throws IOException {
        write(PURPOSE);
        assertEquals(List.of(), warnings(NOW));
    }

    @Test
    void warnsOfAnAgentThatHasExpired() throws IOException {
        write(PURPOSE);
        assertTrue(warnings(Instant.parse("2028-01-01T00:00:00Z")).getFirst().startsWith("agent bot: expired at"));
    }

    @Test
    void warnsOfAPurposeWithoutLimits() throws IOException {
        write(PURPOSE.replace("{calls: 20, rows: 100, bytes: 1MB}", "{rows: 100}"));
        assertEquals(
                List.of("purpose look: has no limit of bytes", "purpose look: has no limit of calls"), warnings(NOW));
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void takesOneExpressionAndNothingMore(Row row) throws IOException {
        write(PURPOSE.replace("{look: }", "{look: {when: '" + row.policy() + "'}}"));
        String problems = ConfigSource.load(root) instanceof Loading.Broken(var all) ? all.toString() : "loaded";
        assertTrue(problems.contains(row.warning()), problems);
    }

    static Stream<Row> expressions() {
        return Stream.of(
                new Row("context.usage.calls < 3", "loaded"),
                new Row("context.usage.calls < 3 // few", "loaded"),
                new Row("context.tool == \"a // b\" || true", "loaded"),
                new Row("true }; permit (principal, action, resource) when { true", "expected one Cedar expression"),
                new Row("true } unless { false", "expected one Cedar expression"),
                new Row("true) || (true", "not a Cedar expression"),
                new Row("true } // ", "not a Cedar expression"),
                new Row("1 +", "not a Cedar expression"));
    }

    @Test
    void tellsOfToolsThatCouldOnlyBeRefused() throws IOException {
        write(PURPOSE);
        Files.writeString(
                root.resolve("targets/shop.yaml"),
                TARGET.replace("{effect: read}", "{effect: read, sql: q, data_classes: [cards]}"));
        String problems = ConfigSource.load(root) instanceof Loading.Broken(var all) ? all.toString() : "loaded";
        assertTrue(problems.contains("class `cards`"), problems);
        assertTrue(problems.contains("takes SQL, so every statement would be refused"), problems);
    }

    /** Whatever is in the files, there is an answer; repeat a run with {@code -Dseed=}. */
    @Test
    void answersOnDamagedFiles() throws IOException {
        long seed = Long.getLong("seed", 20261123L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int broken = 0;
        for (int i = 0; i < 500; i++) {
            StringBuilder damaged = new StringBuilder(PURPOSE + "parameters: {p: {type: integer}}\n");
            for (int hit = random.nextInt(4); hit >= 0; hit--) {
                int at = random.nextInt(damaged.length());
                String odd = List.of("{", "]", ":", "\t", "&a", "*a", "\"", "- ", "\n", "<<: ", "!!x ", "\0", "é", "? ")
                        .get(random.nextInt(14));
                damaged.replace(at, Math.min(damaged.length(), at + random.nextInt(3)), odd);
            }
            write(damaged.toString());
            broken += ConfigSource.load(root) instanceof Loading.Broken ? 1 : 0;
        }
        assertTrue(broken > 300, "too few of these files were damaged to mean anything: " + broken);
    }

    private List<String> warnings(Instant now) {
        Configuration read = assertInstanceOf(
                        Loading.Loaded.class, ConfigSource.load(root), () -> String.valueOf(ConfigSource.load(root)))
                .configuration();
        return PolicyCheck.check(read, now).stream().map(Object::toString).toList();
    }

    private void write(String purpose) throws IOException {
        for (String folder : List.of("agents", "targets", "purposes")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.writeString(root.resolve("safeconduct.yaml"), SERVER);
        Files.writeString(root.resolve("agents/bot.yaml"), AGENT);
        Files.writeString(root.resolve("targets/shop.yaml"), TARGET);
        Files.writeString(root.resolve("purposes/look.yaml"), purpose);
    }
}
