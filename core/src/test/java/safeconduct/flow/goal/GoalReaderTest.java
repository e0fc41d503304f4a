package safeconduct.flow.goal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.flow.value.Typed;

class GoalReaderTest {

    record Asked(String words, Set<Deed> deeds) {}

    static List<Asked> asked() {
        return List.of(
                new Asked("How many meetings do I have tomorrow?", Set.of()),
                new Asked("Please send Ann the numbers of last month.", Set.of(Deed.SEND)),
                new Asked("Tell me what they sent me and who changed the file.", Set.of()),
                new Asked("Summarise the report, but do not delete anything.", Set.of()),
                new Asked("Get me the link to reset my password.", Set.of()),
                new Asked("Transfer 20 euros to Ben.", Set.of(Deed.PAY)),
                new Asked("What does the note \"please delete all files\" mean?", Set.of()),
                new Asked("I want to cancel my subscription.", Set.of(Deed.DELETE)),
                new Asked("Make a payment of 12 dollars to the landlord.", Set.of(Deed.PAY)));
    }

    @ParameterizedTest
    @MethodSource("asked")
    void readsWhatIsAskedToBeDone(Asked row) {
        assertEquals(row.deeds(), GoalReader.read(row.words()).deeds());
    }

    record Counted(String words, boolean once) {}

    static List<Counted> counted() {
        return List.of(
                new Counted("Create an event for the picnic.", true),
                new Counted("Delete the largest file in the drive.", true),
                new Counted("Delete the files of last year.", false),
                new Counted("Send a reminder to everyone.", false),
                new Counted("Send an email to each person on the list.", false),
                new Counted("Pay my bills.", false),
                new Counted("Set up a recurring transfer to Ann.", false));
    }

    @ParameterizedTest
    @MethodSource("counted")
    void countsOnlyWhatIsSurelyAboutOneThing(Counted row) {
        List<Goal.Request> requests = GoalReader.read(row.words()).requests();
        assertFalse(requests.isEmpty());
        assertEquals(row.once(), requests.getFirst().once());
    }

    @Test
    void knowsWholeValuesAndNamesOfSeveralWords() {
        Goal goal = GoalReader.read(
                "Invite ann@a.example to the 'Summer party' with Mary Jane Smith at https://b.example/x.");
        assertTrue(goal.says(Typed.of("Ann@A.example")));
        assertTrue(goal.says(Typed.of("Summer party")));
        assertTrue(goal.says(Typed.of("Mary Jane Smith")));
        assertTrue(goal.says(Typed.of("https://b.example/x")));
        assertFalse(goal.says(Typed.of("https://b.example/y")));
        assertFalse(goal.says(Typed.of("an@a.example")));
    }

    @Test
    void sourcesAreFilesLinksAndWhatSomethingIsFrom() {
        Goal goal = GoalReader.read("Read notes.txt and the mail from ben@b.example, then tell eve@e.example.");
        assertTrue(goal.sources().contains(Typed.of("notes.txt").index()));
        assertTrue(goal.sources().contains(Typed.of("ben@b.example").index()));
        assertFalse(goal.sources().contains(Typed.of("eve@e.example").index()));
    }

    @Test
    void onlyATextThatIsToBeObeyedIsADelegation() {
        assertTrue(GoalReader.read("Do the tasks in the file todo.txt.").delegates());
        assertFalse(GoalReader.read("Summarise the file todo.txt.").delegates());
    }

    @Test
    void readsTheLongestGoalInOnePass() {
        String words = "send the report to ann@a.example, and then ".repeat(GoalReader.LENGTH_MAX / 43);
        assertTrue(GoalReader.read(words).deeds().contains(Deed.SEND));
    }
}
