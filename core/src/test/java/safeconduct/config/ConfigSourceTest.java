package safeconduct.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safeconduct.catalog.TargetName;
import safeconduct.policy.Budgets;
import safeconduct.policy.Purpose;

class ConfigSourceTest {

    private static final String SERVER = """
        server:
          listen: 127.0.0.1:7420
        identity:
          - {name: local, kind: local, settings: {key: "file:keys/local.pub"}}
        """;
    private static final String AGENT = """
        agent: support-bot
        owner: {name: team-support, contact: "#support"}
        expires: 2027-06-30
        identities: [{verifier: local, subject: spiffe://local/support-bot}]
        purposes: [answer-ticket]
        """;
    private static final String TARGET = """
        target: shop
        environment: dev
        mcp:
          command: [server]
          environment: {PGPASSWORD: "${grant.password}"}
        tools:
          query: {effect: read, sql: sql, rows: json_array_text}
        broker: {kind: postgresql, settings: {host: 127.0.0.1, port: 5432}}
        """;
    private static final String PURPOSE = """
        purpose: answer-ticket
        environment: dev
        parameters:
          customer: {type: integer}
        targets:
          shop:
            tools:
              query: {when: 'context.sql.verb == "select"', arguments: {limit: {max: 50}, who: {equals: $customer}}}
            database:
              tables:
                public.customers: {select: [id, email], rows: {id: customer}}
        budgets: {calls: 20, rows: 100, bytes: 1MB}
        windows: [{span: 1h, rows: 1000}]
        ttl: 10m
        idle: 2m
        """;

    @TempDir
    Path root;

    @Test
    void readsAWholeConfiguration() throws IOException {
        write(SERVER, AGENT, TARGET, PURPOSE);
        Configuration read =
                assertInstanceOf(Loading.Loaded.class, ConfigSource.load(root)).configuration();
        assertEquals(7420, read.server().port());
        Purpose purpose = read.bundle().purpose("answer-ticket").orElseThrow();
        assertEquals(Budgets.UNLIMITED, purpose.windows().getFirst().calls());
        assertEquals(Duration.ofMinutes(2), purpose.idle());
        assertTrue(read.bundle()
                .target(new TargetName("shop"))
                .orElseThrow()
                .broker()
                .isPresent());
        assertEquals("""
            @id("purpose.answer-ticket.shop.query")
            permit (principal in Purpose::"answer-ticket", action == Action::"tools/call", resource == Tool::"shop/query")
            when { (context.sql.verb == "select") && context.input has "limit" && context.input["limit"] <= 50 && context.input has "who" && context.input["who"] == context.parameters["customer"] };
            """, read.cedar().get("purposes/answer-ticket.cedar"));
    }

    @Test
    void theSameFilesHaveTheSameDigestAndAnotherLetterAnother() throws IOException {
        write(SERVER, AGENT, TARGET, PURPOSE);
        var first = assertInstanceOf(Loading.Loaded.class, ConfigSource.load(root))
                .configuration()
                .bundle()
                .digest();
        var again = assertInstanceOf(Loading.Loaded.class, ConfigSource.load(root))
                .configuration()
                .bundle()
                .digest();
        assertEquals(first, again);
        write(SERVER, AGENT, TARGET, PURPOSE.replace("rows: 100", "rows: 101"));
        var other = assertInstanceOf(Loading.Loaded.class, ConfigSource.load(root))
                .configuration()
                .bundle()
                .digest();
        assertNotEquals(first, other);
    }

    @Test
    void tellsAllProblemsAtOnceWithTheirPlaces() throws IOException {
        write(
                SERVER + "usres: []\n",
                AGENT.replace("[answer-ticket]", "[answer-tickt]").replace("2027-06-30", "soon"),
                TARGET.replace("effect: read", "effect: reed").replace("[server]", "[server, \"${grant.password}\"]"),
                PURPOSE.replace("environment: dev", "environment: prod")
                        .replace("{id: customer}", "{id: costumer}")
                        .replace("ttl: 10m", "ttl: ten"));
        assertEquals(
                List.of(
                        "agents/a.yaml:3:10: `soon`, expected a date such as `2027-06-30`",
                        "agents/a.yaml:5:11: unknown purpose `answer-tickt`, did you mean `answer-ticket`?",
                        "purposes/p.yaml:2:14: purpose in `prod` names target `shop` in `dev`: a task stays in one"
                                + " environment",
                        "purposes/p.yaml:6:3: unknown parameter `costumer`, did you mean `customer`?",
                        "purposes/p.yaml:14:6: `ten`, expected a time such as `30s`, `10m` or `1h`",
                        "safeconduct.yaml:5:1: unknown key `usres`, did you mean `users`?",
                        "targets/t.yaml:4:12: a process's arguments are seen by others: put `${grant.…}` into"
                                + " `environment`",
                        "targets/t.yaml:7:19: `reed`, expected one of [read, write, delete, execute, admin]"),
                problems());
    }

    @Test
    void refusesWhatYamlCouldHide() throws IOException {
        write(
                SERVER,
                AGENT + "purposes: []\n",
                TARGET,
                PURPOSE.replace("environment: dev", "environment: &x dev\ndescription: *x"));
        List<String> problems = problems();
        assertTrue(problems.toString().contains("key `purposes` stands here twice"), problems.toString());
        assertTrue(problems.toString().contains("anchors and aliases"), problems.toString());
    }

    @Test
    void tellsWhereAPolicyIsMalformed() throws IOException {
        write(SERVER, AGENT, TARGET, PURPOSE);
        Files.createDirectories(root.resolve("policies"));
        Files.writeString(root.resolve("policies/own.cedar"), "permit (principal, action, resource)\nwhen { 1 + };\n");
        assertTrue(
                problems().getFirst().startsWith("policies/own.cedar:2:"),
                problems().toString());
    }

    @Test
    void saysWhatToDoWithoutAConfiguration() {
        assertTrue(problems().getFirst().contains("safeconduct init"));
    }

    @Test
    void textInAConditionStaysText() throws IOException {
        write(SERVER, AGENT, TARGET, PURPOSE.replace("{equals: $customer}", "{equals: '\" || true || \"'}"));
        Configuration read =
                assertInstanceOf(Loading.Loaded.class, ConfigSource.load(root)).configuration();
        assertTrue(read.cedarText().contains("== \"\\\" || true || \\\"\" }"), read.cedarText());
    }

    private List<String> problems() {
        return assertInstanceOf(Loading.Broken.class, ConfigSource.load(root)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private void write(String server, String agent, String target, String purpose) throws IOException {
        for (String folder : List.of("agents", "targets", "purposes")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.writeString(root.resolve("safeconduct.yaml"), server);
        Files.writeString(root.resolve("agents/a.yaml"), agent);
        Files.writeString(root.resolve("targets/t.yaml"), target);
        Files.writeString(root.resolve("purposes/p.yaml"), purpose);
    }
}
