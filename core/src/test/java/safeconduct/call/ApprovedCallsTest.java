package safeconduct.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import safeconduct.approval.Approval;
import safeconduct.approval.ApprovalDesk;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.policy.Budgets;
import safeconduct.policy.PolicyEngine.Verdict;
import safeconduct.policy.Reason;
import safeconduct.policy.Rules;
import safeconduct.record.Event;
import safeconduct.task.EndReason;
import safeconduct.task.Task;

class ApprovedCallsTest {

    private static final Rules ASKS =
            Rules.standard().deciding(question -> new Verdict.Asks(List.of("a"), "really?", List.of()));

    private final World world = new World(ASKS);
    private final Task task = world.open();
    private final AtomicInteger done = new AtomicInteger();

    private Answer call(int argument) throws InterruptedException {
        Call call = new Call(Rules.TARGET, "tools/call", "read", Json.object().put("a", argument));
        return world.calls.perform(task.caller(), call, permit -> {
            done.incrementAndGet();
            return World.forward(permit);
        });
    }

    private Approval asked(int argument) throws InterruptedException {
        return assertInstanceOf(Answer.Asked.class, call(argument)).approval();
    }

    @Test
    void aCallIsMadeOnceAfterAPersonHasSaidYes() throws InterruptedException {
        Approval asked = asked(1);
        assertEquals("really?", asked.question());
        assertEquals(asked, asked(1));
        world.approvals.answer(asked.id(), true, "Ann", "");
        assertInstanceOf(Answer.Acted.class, call(1));
        assertFalse(asked.id().equals(asked(1).id()));
        assertEquals(1, done.get());
    }

    @Test
    void theLedgerTellsTheWholeStoryInOrder() throws InterruptedException {
        Approval asked = asked(1);
        world.approvals.answer(asked.id(), true, "Ann", "fine");
        call(1);
        List<String> effects = world.journal.all(Event.Decided.class).stream()
                .map(Event.Decided::effect)
                .toList();
        assertEquals(List.of("ask", "allow"), effects);
        Event.ApprovalUsed used = world.journal.all(Event.ApprovalUsed.class).getFirst();
        Event.Happened happened = world.journal.all(Event.Happened.class).getFirst();
        assertEquals(used.decision(), happened.decision());
        assertEquals(asked.id().value(), used.approval());
        assertEquals(
                "Ann",
                world.journal.all(Event.ApprovalAnswered.class).getFirst().by());
    }

    @Test
    void aYesForOneCallIsNoneForAnother() throws InterruptedException {
        world.approvals.answer(asked(1).id(), true, "Ann", "");
        assertInstanceOf(Answer.Asked.class, call(2));
        assertEquals(0, done.get());
    }

    @Test
    void nobodyIsAskedForWhatNoDoorCouldDo() throws InterruptedException {
        World strict = new World(
                Rules.standard().deciding(question -> new Verdict.Asks(List.of("a"), "really?", List.of("redact"))));
        Task held = strict.open();
        assertEquals(Reason.POLICY_FAILED, reason(strict.calls.perform(held.caller(), World.read(), World::forward)));
    }

    @Test
    void aNoIsADenialThatSaysSo() throws InterruptedException {
        world.approvals.answer(asked(1).id(), false, "Ann", "never");
        assertEquals(Reason.APPROVAL_DENIED, reason(call(1)));
        assertEquals(0, done.get());
    }

    @Test
    void noAnswerIsNoCall() throws InterruptedException {
        Approval asked = asked(1);
        world.time.advance(ApprovalDesk.USING);
        assertInstanceOf(Answer.Asked.class, call(1));
        world.approvals.answer(asked.id(), true, "Ann", "");
        world.time.advance(ApprovalDesk.USING);
        assertInstanceOf(Answer.Asked.class, call(1));
        assertEquals(0, done.get());
    }

    @Test
    void aYesThatTheBudgetDoesNotCoverIsKept() throws InterruptedException {
        World small = new World(ASKS.within(new Budgets(0, 1, 1, Duration.ofHours(1))));
        Task poor = small.open();
        Answer.Asked asked =
                assertInstanceOf(Answer.Asked.class, small.calls.perform(poor.caller(), World.read(), World::forward));
        small.approvals.answer(asked.approval().id(), true, "Ann", "");
        assertEquals(Reason.BUDGET_EXHAUSTED, reason(small.calls.perform(poor.caller(), World.read(), World::forward)));
        assertEquals(
                Approval.State.ALLOWED,
                small.approvals.find(asked.approval().id()).state());
    }

    @Test
    void nothingHappensWhenTheUseCannotBeRecorded() throws InterruptedException {
        Approval asked = asked(1);
        world.approvals.answer(asked.id(), true, "Ann", "");
        world.journal.breakDown();
        assertEquals(Reason.RECORD_UNAVAILABLE, reason(call(1)));
        assertEquals(0, done.get());
    }

    @Test
    void aTaskThatIsOverHasNoQuestionsAndNoAnswers() throws InterruptedException {
        Approval asked = asked(1);
        world.ender.end(task.id(), EndReason.EXPLICIT, "test");
        assertEquals(Approval.State.CANCELLED, world.approvals.find(asked.id()).state());
        assertEquals(Reason.TASK_NOT_ACTIVE, reason(call(1)));
    }

    @Test
    void aTaskHearsOfItsOwnQuestionsAlone() throws InterruptedException {
        Approval asked = asked(1);
        Task other = world.open();
        SelfService self = world.calls.selfService();
        assertEquals(asked, self.await(task.caller(), asked.id(), Duration.ZERO));
        assertThrows(Fault.class, () -> self.await(other.caller(), asked.id(), Duration.ZERO));
        assertEquals(List.of(asked), self.authority(task.caller()).questions());
        assertEquals(List.of(), self.authority(other.caller()).questions());
    }

    @Test
    void aTaskSeesWhatItMayDoAndWhatIsLeft() throws InterruptedException {
        World plain = new World();
        Task reader = plain.open();
        plain.read(reader);
        SelfService.Place place =
                plain.calls.selfService().authority(reader.caller()).places().getFirst();
        assertEquals(List.of("query", "read"), place.tools());
        assertEquals(99, place.left().calls());
    }

    @Test
    void aRequestForAccessWidensNothing() throws InterruptedException {
        World plain = new World();
        Task reader = plain.open();
        Approval wanted = plain.calls
                .selfService()
                .request(reader.caller(), new SelfService.Access(Rules.TARGET, "drop", "it is old"));
        plain.approvals.answer(wanted.id(), true, "Ann", "");
        Call drop = new Call(Rules.TARGET, "tools/call", "drop", Json.object());
        assertEquals(Reason.TOOL_NOT_IN_ENVELOPE, reason(plain.calls.perform(reader.caller(), drop, World::forward)));
        assertTrue(plain.journal.all(Event.ApprovalAsked.class).getFirst().decision() < 0);
    }

    private static Reason reason(Answer answer) {
        return assertInstanceOf(Answer.Refused.class, answer).denial().reason();
    }
}
