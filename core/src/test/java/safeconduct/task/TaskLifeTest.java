package safeconduct.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import safeconduct.call.World;
import safeconduct.caller.Identity;
import safeconduct.containment.Containment;
import safeconduct.grant.Grant;
import safeconduct.grant.MemoryGrants;
import safeconduct.grant.Receipt;
import safeconduct.kernel.Fault;
import safeconduct.policy.Reason;
import safeconduct.policy.Rules;
import safeconduct.record.Event;
import safeconduct.record.MemoryPosition;

class TaskLifeTest {

    @Test
    void endsWithAReceiptAndNothingIsLeft() throws InterruptedException {
        World world = new World();
        Task task = world.open();
        world.read(task);
        assertEquals(1, world.broker.made().size());
        Ending ending = world.ender.end(task.id(), EndReason.EXPLICIT, "test");
        assertTrue(ending.complete());
        assertEquals(Receipt.Probe.REFUSED, ending.receipts().getFirst().probe());
        assertEquals(List.of(), world.broker.made());
        assertEquals(TaskState.ENDED, world.tasks.find(task.id()).orElseThrow().state());
        assertEquals(1, world.journal.all(Event.TaskEnded.class).size());
    }

    @Test
    void endingTwiceIsOneEnd() throws InterruptedException {
        World world = new World();
        Task task = world.open();
        world.read(task);
        world.ender.end(task.id(), EndReason.EXPLICIT, "test");
        Ending again = world.ender.end(task.id(), EndReason.KILLED, "test");
        assertEquals(EndReason.EXPLICIT, again.task().endReason().orElseThrow());
        assertEquals(1, world.journal.all(Event.TaskEnded.class).size());
    }

    @Test
    void endingAParentEndsItsChildrenAndTheirGrants() throws InterruptedException {
        World world = new World();
        Task parent = world.open();
        Task child = world.child(parent);
        world.read(child);
        Ending ending = world.ender.end(parent.id(), EndReason.EXPLICIT, "test");
        assertTrue(ending.complete());
        assertEquals(
                EndReason.PARENT_ENDED,
                world.tasks.find(child.id()).orElseThrow().endReason().orElseThrow());
        assertEquals(List.of(), world.broker.made());
        assertEquals(Reason.TASK_NOT_ACTIVE, denial(world.opener.open(childRequest(world, parent))));
    }

    @Test
    void goesOnEndingWhenTheTargetComesBack() throws InterruptedException {
        World world = new World();
        Task task = world.open();
        world.read(task);
        world.broker.goAway();
        assertFalse(world.ender.end(task.id(), EndReason.EXPLICIT, "test").complete());
        assertEquals(TaskState.ENDING, world.tasks.find(task.id()).orElseThrow().state());
        world.broker.comeBack();
        world.sweeper.sweep();
        assertEquals(TaskState.ENDED, world.tasks.find(task.id()).orElseThrow().state());
        assertEquals(List.of(), world.broker.made());
    }

    @Test
    void takesCredentialsBackEvenWhenTheLedgerIsAway() throws InterruptedException {
        World world = new World();
        Task task = world.open();
        world.read(task);
        world.journal.breakDown();
        assertFalse(world.ender.end(task.id(), EndReason.EXPLICIT, "test").complete());
        assertEquals(List.of(), world.broker.made());
        world.journal.mend();
        world.sweeper.sweep();
        assertEquals(TaskState.ENDED, world.tasks.find(task.id()).orElseThrow().state());
        assertEquals(1, world.journal.all(Event.TaskEnding.class).size());
    }

    @Test
    void endsBySilenceAndByDeadline() throws InterruptedException {
        World world = new World();
        Task silent = world.open();
        world.time.advance(Duration.ofMinutes(3));
        world.sweeper.sweep();
        assertEquals(
                EndReason.IDLE,
                world.tasks.find(silent.id()).orElseThrow().endReason().orElseThrow());
        Task busy = world.open();
        for (int i = 0; i < 11; i++) {
            world.time.advance(Duration.ofMinutes(1));
            world.sweeper.sweep();
            world.read(busy);
        }
        assertEquals(
                EndReason.DEADLINE,
                world.tasks.find(busy.id()).orElseThrow().endReason().orElseThrow());
    }

    @Test
    void opensNothingForAnUnknownWorkloadOrPurpose() {
        World world = new World();
        OpenRequest plain = world.request();
        Identity stranger =
                new Identity(Identity.Kind.WORKLOAD, "local", "spiffe://local/stranger", List.of(), "", Map.of());
        OpenRequest unknown = new OpenRequest(
                stranger,
                "local",
                plain.user(),
                plain.agent(),
                plain.purpose(),
                plain.parameters(),
                plain.parent(),
                plain.ttl(),
                "");
        assertEquals(Reason.AGENT_NOT_ALLOWED, denial(world.opener.open(unknown)));
        OpenRequest purpose = new OpenRequest(
                plain.workload(),
                "local",
                plain.user(),
                plain.agent(),
                "rule-the-world",
                plain.parameters(),
                plain.parent(),
                plain.ttl(),
                "");
        assertEquals(Reason.AGENT_NOT_ALLOWED, denial(world.opener.open(purpose)));
        assertEquals(2, world.journal.all(Event.TaskRefused.class).size());
    }

    @Test
    void opensNothingForAWorkloadThatAnotherVerifierVouchesFor() {
        World world = new World();
        OpenRequest plain = world.request();
        OpenRequest otherVerifier = new OpenRequest(
                plain.workload(),
                "oidc",
                plain.user(),
                plain.agent(),
                plain.purpose(),
                plain.parameters(),
                plain.parent(),
                plain.ttl(),
                "");
        assertEquals(Reason.AGENT_NOT_ALLOWED, denial(world.opener.open(otherVerifier)));
        assertEquals(1, world.journal.all(Event.TaskRefused.class).size());
    }

    @Test
    void actsForNoUserWhoseGroupsAreNotMapped() {
        World world = new World();
        OpenRequest plain = world.request();
        Identity user = new Identity(Identity.Kind.USER, "https://idp", "alice", List.of("support"), "", Map.of());
        OpenRequest onBehalf = new OpenRequest(
                plain.workload(),
                "local",
                Optional.of(user),
                plain.agent(),
                plain.purpose(),
                plain.parameters(),
                plain.parent(),
                plain.ttl(),
                "");
        assertEquals(Reason.USER_NOT_ALLOWED, denial(world.opener.open(onBehalf)));
    }

    @Test
    void opensNoTaskThatItCannotRecord() {
        World world = new World();
        world.journal.breakDown();
        assertThrows(Fault.class, world::open);
        assertEquals(List.of(), world.tasks.living());
    }

    @Test
    void anOrderRefusedByTheBrokerLeavesNoOpenGrant() throws InterruptedException {
        World world = new World();
        Task task = world.open();
        world.broker.refuse("SELECT on public.cards");
        world.read(task);
        assertEquals(
                List.of("SELECT on public.cards"),
                world.journal.all(Event.GrantRefused.class).getFirst().excess());
        assertEquals(List.of(), world.grants.open());
    }

    @Test
    void killingEverythingEndsAllAndLetsNothingNewOpen() throws InterruptedException {
        World world = new World();
        world.read(world.open());
        world.read(world.open());
        Containment.Scope all = new Containment.Scope(Containment.Kind.ALL, "");
        List<Ending> endings = world.containing.kill(all, "incident", "op", world.ender);
        assertEquals(2, endings.size());
        assertEquals(List.of(), world.broker.made());
        assertEquals(Reason.CONTAINED, denial(world.opener.open(world.request())));
        World later = world.restarted();
        later.containing.restore();
        assertEquals(Reason.CONTAINED, denial(later.opener.open(later.request())));
        later.containing.lift(all, "over", "op");
        later.open();
    }

    @Test
    void afterACrashEveryTaskIsEndedAndOpenDecisionsAreUnknown() throws InterruptedException {
        World world = new World();
        world.journal.append(new Event.ServerStarted("n", "v", false));
        Task task = world.open();
        assertThrows(
                Error.class,
                () -> world.calls.perform(task.caller(), World.read(), permit -> {
                    world.journal.breakDown(); // The process dies here: nothing is written any more.
                    throw new Error("killed");
                }));
        world.journal.mend();
        World next = world.restarted();
        Recovery.Report report = next.recovery.run(use -> {});
        assertTrue(report.unclean());
        assertEquals(1, report.unknown());
        assertEquals(1, Recovery.endAll(next.living, next.tasks, next.ender));
        assertEquals(List.of(), next.broker.made());
        assertEquals(
                EndReason.UNCLEAN_STOP,
                next.tasks.find(task.id()).orElseThrow().endReason().orElseThrow());
        assertEquals(
                "unknown", next.journal.all(Event.Happened.class).getFirst().status());
    }

    @Test
    void rollsAnOlderStateForwardFromTheLedger() throws InterruptedException {
        World world = new World();
        Task task = world.open();
        world.read(task);
        World next = world.restartedOn(new MemoryTasks(), new MemoryGrants(), new MemoryPosition());
        next.recovery.run(use -> {});
        assertEquals(1, Recovery.endAll(next.living, next.tasks, next.ender));
        assertEquals(List.of(), next.broker.made());
        assertEquals(Grant.State.REVOKED, next.grants.of(task.id()).getFirst().state());
    }

    @Test
    void refusesALedgerThatIsOlderThanTheState() {
        World world = new World();
        world.position.set(7);
        assertThrows(Fault.class, () -> world.recovery.run(use -> {}));
    }

    @Test
    void useOverTimeIsRebuiltFromTheLedger() throws InterruptedException {
        World world = new World();
        Task task = world.open();
        world.read(task);
        java.util.ArrayList<Recovery.Use> uses = new java.util.ArrayList<>();
        world.restarted().recovery.run(uses::add);
        assertEquals(1, uses.size());
        assertEquals(Rules.TARGET.value(), uses.getFirst().target());
    }

    @Test
    void findsAndRemovesWhatExistsAtATargetWithoutARow() throws InterruptedException {
        World world = new World();
        world.read(world.open());
        world.broker.appear("fake_orphan");
        assertEquals(List.of("fake_orphan"), world.desk.orphans(Rules.TARGET));
        world.desk.sweep(Rules.TARGET);
        assertEquals(1, world.broker.made().size());
        assertEquals(1, world.journal.all(Event.Found.class).size());
    }

    private static OpenRequest childRequest(World world, Task parent) {
        OpenRequest plain = world.request();
        return new OpenRequest(
                plain.workload(),
                plain.verifier(),
                plain.user(),
                plain.agent(),
                plain.purpose(),
                plain.parameters(),
                Optional.of(parent.id()),
                plain.ttl(),
                plain.keyThumbprint());
    }

    private static Reason denial(Opening opening) {
        return assertInstanceOf(Opening.Refused.class, opening).denial().reason();
    }
}
