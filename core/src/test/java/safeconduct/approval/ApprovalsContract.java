package safeconduct.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import safeconduct.approval.Approval.State;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.Digest;

/** What every store of approvals promises. A store's test implements this and says how to open an empty one. */
public interface ApprovalsContract {

    Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

    Approvals openEmpty();

    /** A pending one of this task; ids sort by number. */
    static Approval sample(int number, int task) {
        return new Approval(
                new ApprovalId("apr_" + digits(number)),
                new TaskId("tsk_" + digits(task)),
                new AgentName("bot"),
                new Approval.Subject(new TargetName("db"), "tools/call", "Löschen \"x\""),
                Digest.of("binding " + number),
                "really?\nyes or no",
                List.of("p1", "p2"),
                41,
                NOON,
                NOON.plus(Duration.ofMinutes(15)),
                State.PENDING,
                "",
                "");
    }

    private static String digits(int number) {
        return String.format(Locale.ROOT, "%026d", number);
    }

    @Test
    default void givesBackAllThatWasAdded() {
        Approvals approvals = openEmpty();
        Approval one = sample(1, 1);
        approvals.add(one);
        assertEquals(Optional.of(one), approvals.find(one.id()));
        assertEquals(Optional.empty(), approvals.find(sample(2, 1).id()));
    }

    @Test
    default void movesOneOnlyFromTheStateThatItIsIn() {
        Approvals approvals = openEmpty();
        Approval one = sample(1, 1);
        approvals.add(one);
        Approval allowed = one.answered(State.ALLOWED, NOON.plusSeconds(60), "Ann", "fine");
        assertFalse(approvals.move(allowed, State.DENIED));
        assertEquals(Optional.of(one), approvals.find(one.id()));
        assertTrue(approvals.move(allowed, State.PENDING));
        assertFalse(approvals.move(allowed, State.PENDING));
        assertEquals(Optional.of(allowed), approvals.find(one.id()));
    }

    @Test
    default void movesNothingThatIsNotThere() {
        Approvals approvals = openEmpty();
        assertFalse(approvals.move(sample(1, 1), State.PENDING));
        assertEquals(Optional.empty(), approvals.find(sample(1, 1).id()));
    }

    @Test
    default void listsThoseOfATaskAndThoseThatAreOpenOldestFirst() {
        Approvals approvals = openEmpty();
        for (int number : new int[] {3, 1, 2}) {
            approvals.add(sample(number, number % 2));
        }
        approvals.move(sample(1, 1).in(State.EXPIRED), State.PENDING);
        approvals.move(sample(3, 1).in(State.ALLOWED), State.PENDING);
        assertEquals(
                List.of(sample(1, 1).in(State.EXPIRED), sample(3, 1).in(State.ALLOWED)),
                approvals.of(sample(1, 1).task()));
        assertEquals(List.of(sample(2, 0), sample(3, 1).in(State.ALLOWED)), approvals.open());
    }

    @Test
    default void pagesFromTheNewestOn() {
        Approvals approvals = openEmpty();
        for (int number = 1; number <= 5; number++) {
            approvals.add(sample(number, 1));
        }
        assertEquals(List.of(sample(5, 1), sample(4, 1)), approvals.page(Optional.empty(), 2));
        assertEquals(
                List.of(sample(3, 1), sample(2, 1)),
                approvals.page(Optional.of(sample(4, 1).id()), 2));
    }

    @Test
    default void letsOneOfManyUseAnAnswer() throws Exception {
        Approvals approvals = openEmpty();
        approvals.add(sample(1, 1).in(State.ALLOWED));
        List<Future<Boolean>> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 50; i++) {
                all.add(pool.submit(() -> approvals.move(sample(1, 1).in(State.USED), State.ALLOWED)));
            }
        }
        int used = 0;
        for (Future<Boolean> one : all) {
            used += one.get() ? 1 : 0;
        }
        assertEquals(1, used);
    }
}
