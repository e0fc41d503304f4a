package safeconduct.config.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.cedar.lint.Finding;
import safeconduct.config.ConfigSource;
import safeconduct.config.Configuration;
import safeconduct.config.Loading;

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
    private static final String TOOLS = """
        {"tools": [{"name": "look", "inputSchema": {"type": "object", "required": ["table"], "properties": {
          "table": {"type": "string"}, "rows": {"type": "integer"}}}}]}
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
        Files.writeString(root.resolve("targets/shop.tools.json"), TOOLS);
        Files.createDirectories(root.resolve("policies"));
        Files.writeString(root.resolve("policies/own.cedar"), "@id(\"own\")\n" + row.policy());
        List<String> warnings = warnings(NOW);
        assertTrue(
                warnings.stream().anyMatch(w -> w.startsWith("policies/own.cedar:") && w.endsWith(row.warning())),
                warnings::toString);
    }

    private static final String TASKS = "principal in Purpose::\"look\", action";

    static Stream<Row> rows() {
        String look = "permit (" + TASKS + " == Action::\"tools/call\", resource == Tool::\"shop/look\")";
        String any = "permit (" + TASKS + ", resource)";
        return Stream.of(
                new Row("permit (principal, action, resource);", "warning unbound-allow: any resource, any argument"),
                new Row(any + ";", "warning write-without-environment: any effect, any environment"),
                new Row(
                        "permit (principal, action, resource);",
                        "warning any-task: permits to every task: it names no purpose and no agent"),
                new Row(
                        "@asks(\"really?\") forbid (principal, action, resource);",
                        "warning unknown-annotation: nothing reads the annotation `@asks`, did you mean `ask`?"),
                new Row(
                        "forbid (principal, action, resource == Tool::\"shop/lok\");",
                        "error never-applies: there is no tool of `shop` `lok`, did you mean `look`?"),
                new Row(
                        "forbid (principal in Purpose::\"lok\", action, resource);",
                        "error never-applies: there is no purpose `lok`, did you mean `look`?"),
                new Row(
                        "forbid (principal, action == Action::\"tool/call\", resource);",
                        "error never-applies: there is no method `tool/call`, did you mean `tools/call`?"),
                new Row(
                        "forbid (principal, action, resource in Environment::\"prod\");",
                        "error never-applies: there is no environment `prod`"),
                new Row(
                        "forbid (principal is User, action, resource);",
                        "error never-applies: no principal is a `User`"),
                new Row(
                        "forbid (principal, action, resource == Tool::\"look\");",
                        "error never-applies: no target has the tool `look`, expected `TARGET/TOOL`"),
                new Row(
                        "forbid (principal == ?principal, action, resource);",
                        "warning unlinked-template: is a template, and nothing links it"),
                new Row(
                        "@ask(\"really?\") forbid (principal, action, resource);",
                        "warning ask-on-forbid: `@ask` on a forbid asks nobody"),
                new Row(
                        look + " when { context.input.tabel == \"a\" };",
                        "error unknown-argument: `context.input` has no attribute `tabel`, did you mean `table`?"),
                new Row(
                        look + " when { context.input has tabel && context.input.tabel == \"a\" };",
                        "error never-applies: no tool that it can apply to has the argument `tabel`, did you mean"
                                + " `table`?"),
                new Row(
                        look + " when { context.input.table == 3 };",
                        "error wrong-type: `String` is compared with `Long`, which it never equals"),
                new Row(
                        look + " when { context.usage.calls < \"3\" };",
                        "error wrong-type: `Long` and `String` have no order; two of Long, datetime or duration have"),
                new Row(
                        look + " when { context.input.rows < 3 };",
                        "warning may-be-missing: attribute `rows` may be missing: ask `context.input has rows && …`"
                                + " first"),
                new Row(
                        look + " when { context.user.subject == \"ann\" };",
                        "warning may-be-missing: attribute `user` may be missing: ask `context has user && …` first"),
                new Row(
                        look + " when { context.sql.verb == \"select\" };",
                        "error unknown-argument: `context` has no attribute `sql`"),
                new Row(
                        "permit (" + TASKS + " == Action::\"resources/read\", resource == Tool::\"shop/look\");",
                        "error never-applies: no action applies to the principals and resources of this policy"),
                new Row(
                        look + " when { context.usage.calls < 3 };",
                        "warning shadowed: `purpose.look.shop.look` permits all that this does"),
                new Row(
                        "forbid (" + TASKS + ", resource); @id(\"two\") forbid (" + TASKS
                                + ", resource == Tool::\"shop/look\");",
                        "warning useless-forbid: `own` forbids all that this does"),
                new Row(
                        look + " when { context.purpose == \"a\" && context.purpose == \"b\" };",
                        "error never-matches: `context.purpose == \"b\"` contradicts another test, or is never true"));
    }

    @Test
    void hasATestForEachCode() {
        Set<String> tested = new HashSet<>(Set.of("agent-inactive", "purpose-unused", "purpose-unlimited", "all-rows"));
        rows().forEach(row -> tested.add(row.warning().replaceAll("^\\w+ ([a-z-]+): .*", "$1")));
        Set<String> all = new HashSet<>();
        Arrays.stream(Code.values()).forEach(code -> all.add(code.word()));
        Arrays.stream(Finding.Code.values()).forEach(code -> all.add(code.word()));
        assertEquals(all, tested);
    }

    @Test
    void hasNothingToSayAboutAPlainConfiguration() throws IOException {
        write(PURPOSE);
        Files.writeString(root.resolve("targets/shop.tools.json"), TOOLS);
        assertEquals(List.of(), warnings(NOW));
    }

    /** The conditions of a purpose are checked as the policies that they compile to. */
    @Test
    void checksTheConditionsOfAPurposeAgainstTheToolsOfItsTarget() throws IOException {
        write(PURPOSE.replace("{look: }", "{look: {arguments: {tabel: {equals: a}}}}"));
        assertEquals(List.of(), warnings(NOW));
        Files.writeString(root.resolve("targets/shop.tools.json"), TOOLS);
        assertEquals(
                List.of("purposes/look.cedar:1:1: policy purpose.look.shop.look: error never-applies: no tool that it"
                        + " can apply to has the argument `tabel`, did you mean `table`?"),
                warnings(NOW));
        write(PURPOSE.replace("{look: }", "{look: {arguments: {rows: {equals: many}}}}"));
        assertTrue(warnings(NOW).getFirst().contains("error wrong-type: `Long` is compared with `String`"));
    }

    @Test
    void refusesAListOfToolsThatBelongsToNothingOrIsNone() throws IOException {
        write(PURPOSE);
        Files.writeString(root.resolve("targets/shop.tools.json"), "{}");
        Files.writeString(root.resolve("targets/shpo.tools.json"), TOOLS);
        String problems = ConfigSource.load(root) instanceof Loading.Broken(var all) ? all.toString() : "loaded";
        assertTrue(problems.contains("targets/shop.tools.json: expected the result of `tools/list`"), problems);
        assertTrue(problems.contains("targets/shpo.tools.json: there is no target `shpo`"), problems);
    }

    @Test
    void warnsOfAnAgentThatHasExpired() throws IOException {
        write(PURPOSE);
        assertTrue(warnings(Instant.parse("2028-01-01T00:00:00Z"))
                .getFirst()
                .startsWith("agent bot: warning agent-inactive: expired at"));
    }

    @Test
    void warnsOfAPurposeWithoutLimitsOrWithoutAgent() throws IOException {
        write(PURPOSE.replace("{calls: 20, rows: 100, bytes: 1MB}", "{rows: 100}"));
        assertEquals(
                List.of(
                        "purpose look: warning purpose-unlimited: has no limit of bytes",
                        "purpose look: warning purpose-unlimited: has no limit of calls"),
                warnings(NOW));
        Files.writeString(root.resolve("agents/bot.yaml"), AGENT.replace("[look]", "[]"));
        assertTrue(warnings(NOW).contains("purpose look: warning purpose-unused: no agent has it"));
    }

    @Test
    void saysWhichTablesATaskMayTouchAsAWhole() throws IOException {
        write(PURPOSE.replace("{look: }}", "{look: }, database: {tables: {public.t: {select: [id]}}}}"));
        Files.writeString(root.resolve("targets/shop.yaml"), TARGET + "broker: {kind: postgresql, settings: {}}\n");
        assertEquals(List.of("purpose look: info all-rows: may touch all rows of `public.t` at `shop`"), warnings(NOW));
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
