package safeconduct.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import safeconduct.call.World;
import safeconduct.policy.Rules;
import safeconduct.task.EndReason;
import safeconduct.task.LiveTask;
import safeconduct.task.Task;

class GrantDeskTest {

    private final World world = new World();

    /** The call was decided while the task lived, and comes for its credential when the task is over and forgotten. */
    @Test
    void givesNothingToACallThatOutlivedItsTask() {
        Task task = world.open();
        LiveTask live = world.living.find(task.id()).orElseThrow();
        world.ender.end(task.id(), EndReason.EXPLICIT, "test");
        assertInstanceOf(Holding.Refused.class, world.desk.hold(wanted(task, live)));
        assertInstanceOf(Holding.Refused.class, world.desk.hold(wanted(task, live)));
        assertEquals(List.of(), world.broker.made());
        assertEquals(List.of(), world.grants.of(task.id()));
    }

    /** The end comes while the credential is being made: it waits, and takes it back. */
    @Test
    void takesBackWhatWasMadeWhileTheTaskEnded() throws Exception {
        Task task = world.open();
        LiveTask live = world.living.find(task.id()).orElseThrow();
        Thread[] ending = new Thread[1];
        world.broker.whileMinting(() ->
                ending[0] = Thread.ofVirtual().start(() -> world.ender.end(task.id(), EndReason.EXPLICIT, "test")));
        world.desk.hold(wanted(task, live));
        ending[0].join();
        assertEquals(List.of(), world.broker.made());
        assertEquals(
                List.of(Grant.State.REVOKED),
                world.grants.of(task.id()).stream().map(Grant::state).toList());
    }

    private static GrantDesk.Wanted wanted(Task task, LiveTask live) {
        return new GrantDesk.Wanted(
                task.id(),
                task.agent().name(),
                Rules.standard().bundle().target(Rules.TARGET).orElseThrow(),
                task.envelope(),
                live::active);
    }
}
