package safeconduct.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import safeconduct.catalog.Target;
import safeconduct.catalog.Tool;
import safeconduct.containment.Containing;
import safeconduct.grant.Credential;
import safeconduct.policy.Envelope;
import safeconduct.task.LiveTask;

/** The permit of one allowed call, and its tie to the task: when the task stops, the call stops. */
final class CallPermit implements Permit {

    private final long decision;
    private final Deciding.Decided decided;
    private final Optional<Credential> credential;
    private final Meter meter;
    private final Recheck recheck;
    private final List<Runnable> stops = new ArrayList<>();
    private final Runnable stop = this::stop;
    private boolean stopped;

    /** What is looked at once more before the first byte leaves. */
    record Recheck(LiveTask live, Containing containing, FlowBook flows) {}

    CallPermit(long decision, Deciding.Decided decided, Optional<Credential> credential, Meter meter, Recheck recheck) {
        this.decision = decision;
        this.decided = decided;
        this.credential = credential;
        this.meter = meter;
        this.recheck = recheck;
    }

    @Override
    public long decision() {
        return decision;
    }

    @Override
    public Envelope envelope() {
        return recheck.live().task().envelope();
    }

    @Override
    public Target target() {
        return decided.target().orElseThrow();
    }

    @Override
    public Tool tool() {
        return decided.tool().orElseThrow();
    }

    @Override
    public Optional<Credential> credential() {
        return credential;
    }

    @Override
    public boolean leave() {
        Containing containing = recheck.containing();
        boolean sameEpoch = containing.epoch() == decided.epoch();
        if (!sameEpoch
                && containing.against(recheck.live().task(), target().name()).isPresent()) {
            return false;
        }
        return decided.above().stream().allMatch(LiveTask::active)
                && recheck.live().leave(stop);
    }

    @Override
    public void whenStopped(Runnable action) {
        synchronized (this) {
            if (!stopped) {
                stops.add(action);
                return;
            }
        }
        action.run();
    }

    private void stop() {
        List<Runnable> actions;
        synchronized (this) {
            stopped = true;
            actions = List.copyOf(stops);
        }
        actions.forEach(Runnable::run);
    }

    synchronized boolean stopped() {
        return stopped;
    }

    void arrived() {
        recheck.live().arrived(stop);
    }

    @Override
    public int admitRows(int rows) {
        return stopped() ? 0 : (int) meter.drawRows(rows);
    }

    @Override
    public boolean admit(long bytes) {
        return !stopped() && meter.drawBytes(bytes);
    }

    @Override
    public void saw(JsonNode response) {
        recheck.flows().saw(decided, response);
    }

    @Override
    public long rowsLeft() {
        return meter.rowsLeft();
    }

    @Override
    public long bytesLeft() {
        return meter.bytesLeft();
    }
}
