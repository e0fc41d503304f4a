package safeconduct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.api.Examination;
import safeconduct.cedar.PolicyIds;
import safeconduct.cedar.PolicySet;
import safeconduct.kernel.Json;
import safeconduct.policy.CedarEngine;
import safeconduct.policy.Decision;
import safeconduct.task.Task;
import safeconduct.task.TaskState;

/** The real command line against the real API over HTTP. */
class ClientCommandsTest {

    @TempDir
    Path folder;

    private ServedWorld server;
    private Task task;

    @BeforeEach
    void start() throws Exception {
        server = new ServedWorld(folder);
        task = server.world.open();
        server.world.read(task);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    record Row(String name, List<String> command, int exit, String said) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("task ls", List.of("task", "ls"), 0, "support-bot"),
                new Row("living tasks", List.of("task", "ls", "--living"), 0, "active"),
                new Row("task show", List.of("task", "show", "{task}"), 0, "all rows"),
                new Row("children", List.of("task", "children", "{task}"), 0, "TASK"),
                new Row("unknown task", List.of("task", "show", "tsk_00000000000000000000000000"), 1, "no task"),
                new Row("malformed task", List.of("task", "show", "x"), 2, "malformed task id"),
                new Row("task end", List.of("task", "end", "{task}"), 0, "refused"),
                new Row("grant ls", List.of("grant", "ls"), 0, "minted"),
                new Row("open grants", List.of("grant", "ls", "--open"), 0, "minted"),
                new Row("no orphans", List.of("grant", "ls", "--orphans"), 0, "PRINCIPAL"),
                new Row("agents", List.of("agent", "ls"), 0, "support-bot"),
                new Row("agent", List.of("agent", "show", "support-bot"), 0, "team"),
                new Row("targets", List.of("target", "ls"), 0, "orders"),
                new Row("target", List.of("target", "show", "orders"), 0, "dev"),
                new Row("purposes", List.of("purpose", "ls"), 0, "answers a ticket"),
                new Row("purpose", List.of("purpose", "show", "answer-ticket"), 0, "PT"),
                new Row("policies", List.of("policy", "show"), 0, "permit (principal"),
                new Row("policies of nothing", List.of("policy", "show", "nothing"), 1, "no policies"),
                new Row("ledger", List.of("ledger", "ls"), 0, "task_opened"),
                new Row("ledger of a type", List.of("ledger", "ls", "--type", "decided"), 0, "allow"),
                new Row("ledger of no type", List.of("ledger", "ls", "--type", "none"), 2, "no records are of type"),
                new Row("record", List.of("ledger", "show", "0"), 0, "record"),
                new Row("proof", List.of("ledger", "proof", "0"), 0, "checkpoint"),
                new Row("checkpoint", List.of("ledger", "checkpoint"), 0, "origin"),
                new Row("no decision", List.of("policy", "explain", "0"), 2, "is no decision"),
                new Row(
                        "kill task",
                        List.of("kill", "task", "{task}", "--reason", "test"),
                        0,
                        "no call is allowed since"),
                new Row("kill agent", List.of("kill", "agent", "support-bot"), 0, "NOTHING LEFT"),
                new Row("kill all", List.of("kill", "all"), 0, "NOTHING LEFT"),
                new Row("kill ls", List.of("kill", "ls"), 0, "KIND"),
                new Row("lift nothing", List.of("kill", "lift", "agent", "support-bot"), 1, "nothing like that"),
                new Row("well", List.of("doctor"), 0, "CATEGORY"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answers(Row row) {
        Said said = server.say(row.command().stream()
                .map(word -> word.replace("{task}", task.id().value()))
                .toArray(String[]::new));
        assertEquals(row.exit(), said.exit(), said.toString());
        assertTrue((said.out() + said.err()).contains(row.said()), said.toString());
        assertFalse(said.out().contains("\u001b"), "colours in a pipe: " + said);
    }

    @Test
    void killsAnAgentUntilItIsLifted() {
        assertEquals(0, server.say("kill", "agent", "support-bot").exit());
        assertTrue(server.say("kill", "ls").out().contains("support-bot"));
        assertEquals(
                TaskState.ENDED,
                server.world.tasks.find(task.id()).orElseThrow().state());
        assertEquals(0, server.say("kill", "lift", "agent", "support-bot").exit());
        assertFalse(server.say("kill", "ls").out().contains("support-bot"));
    }

    @Test
    void explainsADecision() {
        String index = Json.parse(server.say("ledger", "ls", "--type", "decided", "-o", "json")
                        .out())
                .at("/items/0/index")
                .asText();
        Said said = server.say("policy", "explain", index);
        assertEquals(0, said.exit(), said.toString());
        assertTrue(said.out().contains("allow") && said.out().contains("done"), said.toString());
    }

    @Test
    void explainsARefusalByTheTestThatFailedTheSameEachTime() throws Exception {
        CedarEngine policies = new CedarEngine(PolicySet.parse("p", """
            @id("one") permit (principal in Purpose::"answer-ticket", action, resource == Tool::"orders/read")
            when { context.input.a <= 0 };
            """, PolicyIds.FROM_ANNOTATION));
        server.world.rules =
                safeconduct.policy.Rules.standard().deciding(policies).bundle();
        server.world.read(task);
        String index = String.valueOf(server.world.journal.size() - 1);
        Said said = server.say("policy", "explain", index);
        assertTrue(said.out().contains("near miss one"), said.toString());
        assertTrue(said.out().contains("failed: context.input.a <= 0, saw context.input.a = 1"), said.toString());
        assertTrue(said.out().contains("context.input.a: 1 → 0"), said.toString());
        assertEquals(said.out(), server.say("policy", "explain", index).out());
        assertEquals(
                server.world.rules.digest().value(),
                explained(index).at("/explanation/bundle").asText());
    }

    @Test
    void saysWhatATaskMayStillDo() {
        CedarEngine policies = new CedarEngine(PolicySet.parse("p", """
            permit (principal, action, resource == Tool::"orders/read") when { context.input.a <= 0 };
            permit (principal, action, resource == Tool::"orders/query");
            """));
        server.world.rules =
                safeconduct.policy.Rules.standard().deciding(policies).bundle();
        Said said = server.say("task", "authority", task.id().value());
        assertTrue(said.out().startsWith("orders/query: allowed\norders/read: depends\n  permit ("), said.toString());
        assertTrue(said.out().contains("when { context.input.a <= 0 };"), said.toString());
        server.say("task", "end", task.id().value());
        assertEquals("", server.say("task", "authority", task.id().value()).out());
    }

    private JsonNode explained(String index) {
        return Json.parse(server.say("policy", "explain", index, "-o", "json").out());
    }

    @Test
    void printsJsonAndYamlThatCanBeReadAgain() {
        String json = server.say("task", "ls", "-o", "json").out();
        assertEquals(task.id().value(), Json.parse(json).at("/items/0/id").asText());
        String yaml = server.say("task", "ls", "--output=yaml").out();
        assertTrue(yaml.contains("id: " + task.id()), yaml);
    }

    @Test
    void printsOnlyIdsWhenAskedToBeQuiet() {
        assertEquals(task.id() + "\n", server.say("task", "ls", "-q").out());
        assertEquals("", server.say("task", "show", task.id().value(), "-q").out());
    }

    @Test
    void endsWithItsOwnCodeWhenACallWouldBeDenied() {
        String[] question = {"can-i", "--agent", "a", "--purpose", "p", "--target", "t", "--tool", "x", "--param", "n=1"
        };
        assertEquals(Exit.DENIED, server.say(question).exit());
        server.answer = new Decision.Ask("may it?", List.of("p1"));
        assertEquals(Exit.PENDING, server.say(question).exit());
        server.answer = new Decision.Allow(List.of("p1"), List.of());
        assertEquals(Exit.OK, server.say(question).exit());
    }

    @Test
    void goesRedWhenTheDoctorFindsSomethingBlocking() {
        server.examination = Examination.of(List.of(
                new Examination.FindingView("targets", "blocking", "trust", "lets anyone in", "set a password")));
        Said said = server.say("doctor", "--prove");
        assertEquals(Exit.FAILED, said.exit());
        assertTrue(said.out().contains("set a password"), said.out());
    }

    @Test
    void refusesAWrongCredential() throws Exception {
        Files.writeString(server.credentialFile, "wrong");
        Said said = server.say("kill", "all");
        assertEquals(Exit.USAGE, said.exit());
        assertTrue(server.world.tasks.find(task.id()).orElseThrow().active());
    }

    @Test
    void saysWhatToDoWhereNoServerIs() {
        Said said = Said.of(
                "task", "ls", "--server", "http://127.0.0.1:1", "--credential-file", server.credentialFile.toString());
        assertEquals(Exit.FAILED, said.exit());
        assertTrue(said.err().contains("safeconduct server"), said.err());
    }

    @Test
    void saysWhatToDoWithoutACredential() {
        Said said = Said.of(
                "task", "ls", "--credential-file", folder.resolve("none").toString());
        assertEquals(Exit.USAGE, said.exit());
        assertTrue(said.err().contains("admin credential"), said.err());
    }

    @Test
    void pagesWithACursor() {
        server.world.time.advance(Duration.ofSeconds(1));
        server.world.open();
        Said first = server.say("task", "ls", "--limit", "1");
        String cursor = first.out().lines().reduce((a, b) -> b).orElseThrow().replace("more: --cursor ", "");
        Said second = server.say("task", "ls", "--limit", "1", "--cursor", cursor);
        assertTrue(second.out().contains(task.id().value()), second.out());
        assertFalse(second.out().contains("more:"), second.out());
    }
}
