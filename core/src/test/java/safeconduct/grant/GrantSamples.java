package safeconduct.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import safeconduct.caller.TaskId;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.FakeTime;
import safeconduct.kernel.Ids;

/** Makes grants for tests, each with a later id than the one before; the same seed makes the same ones. */
public final class GrantSamples {

    private final FakeTime time = new FakeTime();
    private final Ids ids;

    public GrantSamples(long seed) {
        this.ids = new Ids(time, new Random(seed));
    }

    public TaskId nextTask() {
        return new TaskId(ids.next(TaskId.PREFIX));
    }

    /** A new grant of this task that is being minted. */
    public Grant next(TaskId task) {
        time.advance(Duration.ofMillis(1));
        Instant now = time.now();
        String id = ids.next(GrantId.PREFIX);
        return new Grant(
                new GrantId(id),
                task,
                new TargetName("crm"),
                "sc_" + id + "_Crm",
                Grant.State.MINTING,
                now,
                now.plusSeconds(600),
                Optional.empty());
    }

    /** What an attempt to take it back said. */
    public static Receipt receipt(Grant grant, boolean complete) {
        Instant start = grant.created().plusSeconds(60);
        List<Receipt.Step> steps = List.of(
                new Receipt.Step("nologin", "role locked", start.plusMillis(1)),
                new Receipt.Step("drop", "“quoted” and 'quoted'", start.plusNanos(1_500_001)));
        return new Receipt(
                grant.principal(),
                start,
                start.plusMillis(2),
                steps,
                1,
                complete ? Receipt.Probe.REFUSED : Receipt.Probe.UNVERIFIABLE,
                complete,
                complete ? "" : "target away");
    }
}
