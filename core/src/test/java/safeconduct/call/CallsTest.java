package safeconduct.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import safeconduct.containment.Containment;
import safeconduct.kernel.Json;
import safeconduct.policy.Budgets;
import safeconduct.policy.PolicyEngine.Verdict;
import safeconduct.policy.Purpose;
import safeconduct.policy.Reason;
import safeconduct.policy.Rules;
import safeconduct.record.Event;
import safeconduct.task.EndReason;
import safeconduct.task.Task;

class CallsTest {

    @Test
    void recordsTheDecisionBeforeTheActAndTheOutcomeAfterIt() throws InterruptedException {
        World world = new World();
        Task task = world.open();
        AtomicInteger recordedBefore = new AtomicInteger();
        world.calls.perform(task.caller(), World.read(), permit -> {
            recordedBefore.set(world.journal.all(Event.Decided.class).size());
            assertEquals(0, world.journal.all(Event.Happened.class).size());
            return World.forward(permit);
        });
        assertEquals(1, recordedBefore.get());
        Event.Happened happened = world.journal.all(Event.Happened.class).getFirst();
        assertEquals("done", happened.status());
        assertInstanceOf(
                Event.Decided.class, world.journal.read(happened.decision()).event());
    }

    @Test
    void doesNothingThatItCannotRecord() throws InterruptedException {
        World world = new World();
        Task task = world.open();
        world.journal.breakDown();
        AtomicBoolean acted = new AtomicBoolean();
        Answer answer = world.calls.perform(task.caller(), World.read(), permit -> {
            acted.set(true);
            return Outcome.done();
        });
        assertEquals(Reason.RECORD_UNAVAILABLE, reason(answer));
        assertTrue(!acted.get() && world.broker.made().isEmpty());
    }

    @Test
    void deniesWhatNoPolicyAllowsAndWhatOneForbids() throws InterruptedException {
        World silent = new World(Rules.standard().deciding(question -> new Verdict.Silent(List.of())));
        assertEquals(Reason.NO_POLICY_ALLOWS, reason(silent.read(silent.open())));
        World forbidden = new World(Rules.standard().deciding(question -> new Verdict.Forbids(List.of("f"))));
        assertEquals(Reason.POLICY_FORBIDS, reason(forbidden.read(forbidden.open())));
        World broken = new World(Rules.standard().deciding(question -> new Verdict.Silent(List.of("p"))));
        assertEquals(Reason.POLICY_FAILED, reason(broken.read(broken.open())));
    }

    @Test
    void refusesAToolThatTheEnvelopeDoesNotHoldAndAMethodThatIsNotGoverned() throws InterruptedException {
        World world = new World();
        Task task = world.open();
        Call unknown = new Call(Rules.TARGET, "tools/call", "nothing", Json.object());
        assertEquals(Reason.TOOL_NOT_IN_ENVELOPE, reason(world.calls.perform(task.caller(), unknown, World::forward)));
        Call method = new Call(Rules.TARGET, "tools/shout", "read", Json.object());
        assertEquals(Reason.METHOD_NOT_GOVERNED, reason(world.calls.perform(task.caller(), method, World::forward)));
    }

    @Test
    void refusesSqlThatCannotBeReadAndSqlThatIsNoText() throws InterruptedException {
        World world = new World();
        Task task = world.open();
        Call two = new Call(Rules.TARGET, "tools/call", "query", Json.object().put("sql", "commit; delete"));
        assertEquals(Reason.STATEMENT_UNREADABLE, reason(world.calls.perform(task.caller(), two, World::forward)));
        Call number =
                new Call(Rules.TARGET, "tools/call", "query", Json.object().put("sql", 1));
        assertEquals(Reason.ARGUMENTS_INVALID, reason(world.calls.perform(task.caller(), number, World::forward)));
    }

    @Test
    void givesTheLastUnitOfABudgetToOneOfTwoCallsOnly() throws Exception {
        World world = new World(Rules.standard().within(new Budgets(1, 100, 100, Duration.ofMinutes(10))));
        Task task = world.open();
        AtomicInteger allowed = new AtomicInteger();
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> threads = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> Thread.startVirtualThread(() -> {
                    try {
                        begin.await();
                        if (world.read(task) instanceof Answer.Acted) {
                            allowed.incrementAndGet();
                        }
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        begin.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1, allowed.get());
        assertEquals(Reason.BUDGET_EXHAUSTED, reason(world.read(task)));
    }

    @Test
    void cutsAResultAtTheBudgetAndRefusesTheNextCall() throws InterruptedException {
        World world = new World(Rules.standard().within(new Budgets(10, 30, 1_000, Duration.ofMinutes(10))));
        Task task = world.open();
        AtomicInteger admitted = new AtomicInteger();
        world.calls.perform(task.caller(), World.read(), permit -> {
            permit.leave();
            admitted.addAndGet(permit.admitRows(20));
            admitted.addAndGet(permit.admitRows(20));
            return Outcome.of(Outcome.Status.CAPPED, "");
        });
        assertEquals(30, admitted.get());
        assertEquals(30, world.journal.all(Event.Happened.class).getFirst().rows());
        assertEquals(Reason.BUDGET_EXHAUSTED, reason(world.read(task)));
    }

    @Test
    void aChildDrawsFromItsParentsBudget() throws InterruptedException {
        World world = new World(Rules.standard().within(new Budgets(3, 100, 1_000, Duration.ofMinutes(10))));
        Task parent = world.open();
        Task child = world.child(parent);
        world.read(child);
        world.read(child);
        world.read(parent);
        assertEquals(Reason.BUDGET_EXHAUSTED, reason(world.read(child)));
    }

    @Test
    void anAgentsWindowOutlivesItsTask() throws InterruptedException {
        World world = new World(Rules.standard()
                .over(new Purpose.Window(Duration.ofHours(1), 2, Budgets.UNLIMITED, Budgets.UNLIMITED)));
        world.read(world.open());
        world.read(world.open());
        assertEquals(Reason.WINDOW_EXHAUSTED, reason(world.read(world.open())));
        world.time.advance(Duration.ofMinutes(62));
        assertInstanceOf(Answer.Acted.class, world.read(world.open()));
    }

    @Test
    void aTaskThatEndsBetweenDecisionAndActSuppressesTheCall() throws InterruptedException {
        World world = new World();
        Task task = world.open();
        Answer answer = world.calls.perform(task.caller(), World.read(), permit -> {
            world.ender.end(task.id(), EndReason.EXPLICIT, "test");
            return World.forward(permit);
        });
        assertEquals(
                Outcome.Status.SUPPRESSED, ((Answer.Acted) answer).outcome().status());
        assertEquals(
                "suppressed", world.journal.all(Event.Happened.class).getFirst().status());
    }

    @Test
    void theEndOfATaskStopsACallInFlightAndNothingMoreIsAdmitted() throws InterruptedException {
        World world = new World();
        Task task = world.open();
        AtomicBoolean told = new AtomicBoolean();
        Answer answer = world.calls.perform(task.caller(), World.read(), permit -> {
            permit.leave();
            permit.whenStopped(() -> told.set(true));
            world.ender.end(task.id(), EndReason.EXPLICIT, "test");
            assertTrue(!permit.admit(1) && permit.admitRows(1) == 0);
            return Outcome.done();
        });
        assertTrue(told.get());
        assertEquals(Outcome.Status.STOPPED, ((Answer.Acted) answer).outcome().status());
    }

    @Test
    void aKillDuringTheDurableWriteSuppressesTheCall() throws InterruptedException {
        World world = new World();
        Task task = world.open();
        world.broker.whileMinting(() -> Thread.startVirtualThread(() -> world.containing.kill(
                new Containment.Scope(Containment.Kind.AGENT, Rules.AGENT.value()), "test", "op", world.ender)));
        Answer answer = world.calls.perform(task.caller(), World.read(), permit -> {
            long until = System.nanoTime() + 5_000_000_000L;
            while (world.containing.epoch() == 0 && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            return World.forward(permit);
        });
        assertEquals(
                Outcome.Status.SUPPRESSED, ((Answer.Acted) answer).outcome().status());
        Reason after = reason(world.read(task)); // The kill may still be ending the task.
        assertTrue(after == Reason.TASK_NOT_ACTIVE || after == Reason.CONTAINED, after::code);
    }

    @Test
    void aTargetThatIsAwayIsSaidAndLeavesNothing() throws InterruptedException {
        World world = new World();
        Task task = world.open();
        world.broker.goAway();
        assertEquals(Reason.TARGET_UNAVAILABLE, reason(world.read(task)));
        assertEquals(
                "suppressed", world.journal.all(Event.Happened.class).getFirst().status());
    }

    @Test
    void showsOnlyTheToolsOfTheEnvelope() {
        World world = new World();
        Task task = world.open();
        assertEquals(List.of("query", "read"), world.calls.visibleTools(task.caller(), Rules.TARGET));
        world.ender.end(task.id(), EndReason.EXPLICIT, "test");
        assertEquals(List.of(), world.calls.visibleTools(task.caller(), Rules.TARGET));
    }

    private static Reason reason(Answer answer) {
        return assertInstanceOf(Answer.Refused.class, answer).denial().reason();
    }
}
