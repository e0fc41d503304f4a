package safeconduct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safeconduct.call.Answer;
import safeconduct.policy.PolicyEngine.Verdict;
import safeconduct.policy.Reason;
import safeconduct.policy.Rules;
import safeconduct.task.Task;

class ApprovalCommandTest {

    private ServedWorld server;
    private Task task;
    private String id;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        server = new ServedWorld(folder);
        server.world.rules = Rules.standard()
                .deciding(question -> new Verdict.Asks(List.of("big"), "may it?", List.of()))
                .bundle();
        task = server.world.open();
        id = assertInstanceOf(Answer.Asked.class, server.world.read(task))
                .approval()
                .id()
                .value();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsAQuestionWithItsArgumentsUntilItIsAnswered() {
        assertTrue(server.say("approval", "ls").out().contains("may it?"));
        Said shown = server.say("approval", "show", id);
        assertEquals(Exit.PENDING, shown.exit(), shown.toString());
        assertTrue(shown.out().contains("\"a\"") && shown.out().contains("big"), shown.toString());
        assertEquals(
                Exit.OK, server.say("approval", "deny", id, "--reason", "never").exit());
        assertEquals("", server.say("approval", "ls", "-q").out());
        assertEquals(id + "\n", server.say("approval", "ls", "--all", "-q").out());
        assertTrue(server.say("approval", "show", id).out().contains("never"));
    }

    @Test
    void allowsOneCallOnce() throws Exception {
        assertEquals(Exit.OK, server.say("approval", "allow", id).exit());
        assertInstanceOf(Answer.Acted.class, server.world.read(task));
        assertInstanceOf(Answer.Asked.class, server.world.read(task));
        assertEquals(Exit.FAILED, server.say("approval", "allow", id).exit(), "it is used");
    }

    @Test
    void aNoIsADenial() throws Exception {
        assertEquals(Exit.OK, server.say("approval", "deny", id).exit());
        assertEquals(
                Reason.APPROVAL_DENIED,
                assertInstanceOf(Answer.Refused.class, server.world.read(task))
                        .denial()
                        .reason());
    }

    @Test
    void refusesAnAnswerToAnotherQuestion() throws Exception {
        assertEquals(
                Exit.FAILED,
                server.say("approval", "allow", id, "--binding", "sha-256:other")
                        .exit());
        assertInstanceOf(Answer.Asked.class, server.world.read(task));
        assertEquals(Exit.USAGE, server.say("approval", "allow", "nonsense").exit());
    }
}
