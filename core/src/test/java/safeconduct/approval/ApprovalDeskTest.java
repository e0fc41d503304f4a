package safeconduct.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import safeconduct.approval.Approval.State;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.Background;
import safeconduct.kernel.Digest;
import safeconduct.kernel.FakeTime;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Json;
import safeconduct.record.Event;
import safeconduct.record.MemoryJournal;
import safeconduct.record.StateGate;

class ApprovalDeskTest {

    private static final TaskId TASK = new TaskId("tsk_" + "0".repeat(26));

    private final FakeTime time = new FakeTime();
    private final MemoryJournal journal = new MemoryJournal(time);
    private final MemoryApprovals approvals = new MemoryApprovals();
    private final BlockingQueue<ApprovalId> told = new LinkedBlockingQueue<>();
    private final Background background = new Background(name -> {});
    private final ApprovalDesk desk = new ApprovalDesk(
            new ApprovalBook(approvals, journal, new StateGate(journal)),
            new ApprovalTeller(() -> List.of(new Mute(), new Channel()), background),
            new Ids(time, new Random(1)),
            time);

    /** Tells the test. */
    private final class Channel implements ApprovalChannel {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public void ask(Approval approval, ObjectNode input) {
            told.add(approval.id());
        }
    }

    /** Is away. */
    private static final class Mute implements ApprovalChannel {
        @Override
        public String name() {
            return "mute";
        }

        @Override
        public void ask(Approval approval, ObjectNode input) {
            throw new Fault(Fault.Code.UNAVAILABLE, "away");
        }
    }

    @AfterEach
    void close() {
        background.close();
    }

    private static Approval.Bound bound(String argument) {
        return new Approval.Bound(
                TASK,
                new Approval.Subject(new TargetName("db"), "tools/call", "drop"),
                Json.object().put("table", argument),
                Digest.of("envelope"),
                Digest.of("rules"));
    }

    private Approval ask(String argument) {
        return desk.ask(new ApprovalDesk.Question(
                bound(argument),
                new AgentName("bot"),
                "really?",
                List.of("p"),
                7,
                time.now().plus(Duration.ofHours(1))));
    }

    @Test
    void asksOnceForTheSameAndAgainForOtherArguments() throws InterruptedException {
        Approval first = ask("a");
        assertEquals(first, ask("a"));
        assertFalse(first.id().equals(ask("b").id()));
        assertEquals(2, journal.all(Event.ApprovalAsked.class).size());
        for (int question = 0; question < 2; question++) {
            assertNotNull(told.poll(5, TimeUnit.SECONDS), "everyone who can answer is told of each");
        }
    }

    @Test
    void aYesHoldsForOneCallOnce() {
        Approval asked = ask("a");
        desk.answer(asked.id(), true, "Ann", "");
        assertInstanceOf(Standing.Unasked.class, desk.standing(bound("b")));
        Approval held =
                assertInstanceOf(Standing.Held.class, desk.standing(bound("a"))).approval();
        assertInstanceOf(Standing.Unasked.class, desk.standing(bound("a")), "while it is held nobody else has it");
        assertTrue(desk.use(held, 9));
        assertInstanceOf(Standing.Unasked.class, desk.standing(bound("a")));
        assertFalse(desk.use(held, 10));
        assertEquals(9, journal.all(Event.ApprovalUsed.class).getFirst().decision());
    }

    @Test
    void aYesThatIsLetGoIsThereAgain() {
        desk.answer(ask("a").id(), true, "Ann", "");
        desk.letGo(
                assertInstanceOf(Standing.Held.class, desk.standing(bound("a"))).approval());
        assertInstanceOf(Standing.Held.class, desk.standing(bound("a")));
    }

    @Test
    void aYesIsVoidAfterItsTimeAndUnderOtherPolicies() {
        desk.answer(ask("a").id(), true, "Ann", "");
        Approval.Bound other = bound("a");
        assertInstanceOf(
                Standing.Unasked.class,
                desk.standing(new Approval.Bound(
                        other.task(), other.subject(), other.input(), other.envelope(), Digest.of("other rules"))));
        Approval held =
                assertInstanceOf(Standing.Held.class, desk.standing(bound("a"))).approval();
        time.advance(ApprovalDesk.USING);
        assertFalse(desk.use(held, 9));
        assertInstanceOf(Standing.Unasked.class, desk.standing(bound("a")));
    }

    @Test
    void silenceIsNo() {
        Approval asked = ask("a");
        time.advance(ApprovalDesk.ASKING);
        assertInstanceOf(Standing.Unasked.class, desk.standing(bound("a")));
        Fault late = assertThrows(Fault.class, () -> desk.answer(asked.id(), true, "Ann", ""));
        assertEquals(Fault.Code.CONFLICT, late.code());
        desk.sweep();
        assertEquals(State.EXPIRED, desk.find(asked.id()).state());
    }

    @Test
    void aNoStandsAndIsNotAskedAgain() {
        desk.answer(ask("a").id(), false, "Ann", "never");
        assertEquals(
                "never",
                assertInstanceOf(Standing.Refused.class, desk.standing(bound("a")))
                        .approval()
                        .reason());
    }

    @Test
    void isAnsweredOnce() {
        Approval asked = ask("a");
        desk.answer(asked.id(), false, "Ann", "");
        assertEquals(
                Fault.Code.CONFLICT,
                assertThrows(Fault.class, () -> desk.answer(asked.id(), true, "Ben", ""))
                        .code());
        assertEquals(State.DENIED, desk.find(asked.id()).state());
    }

    @Test
    void nothingIsAllowedThatCannotBeWrittenDown() {
        Approval asked = ask("a");
        journal.breakDown();
        assertThrows(Fault.class, () -> desk.answer(asked.id(), true, "Ann", ""));
        assertInstanceOf(Standing.Waiting.class, desk.standing(bound("a")));
    }

    @Test
    void aTaskMayHaveOnlySoManyQuestionsOpen() {
        for (int i = 0; i < ApprovalDesk.PENDING_MAX; i++) {
            ask("t" + i);
        }
        assertEquals(
                Fault.Code.EXHAUSTED,
                assertThrows(Fault.class, () -> ask("one more")).code());
    }

    @Test
    void theEndOfTheTaskClosesItsQuestionsAndWakesWhoWaits() throws InterruptedException {
        Approval asked = ask("a");
        Thread.startVirtualThread(() -> desk.forget(TASK));
        assertEquals(
                State.CANCELLED, desk.await(asked.id(), Duration.ofSeconds(20)).state());
    }

    @Test
    void whoWaitsHearsTheAnswer() throws InterruptedException {
        Approval asked = ask("a");
        Thread.startVirtualThread(() -> desk.answer(asked.id(), true, "Ann", ""));
        assertEquals(
                State.ALLOWED, desk.await(asked.id(), Duration.ofSeconds(20)).state());
        assertEquals(
                State.PENDING, desk.await(ask("b").id(), Duration.ofMillis(1)).state());
    }
}
