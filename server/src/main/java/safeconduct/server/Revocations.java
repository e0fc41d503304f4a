package safeconduct.server;

import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;
import safeconduct.task.LiveTask;
import safeconduct.task.LiveTasks;
import safeconduct.token.TaskToken;

/**
 * Tokens that were given back before their time, and whether a token's task lives. Kept in memory: after a restart every
 * task is over, and with it every token.
 */
record Revocations(Map<String, Instant> revoked, LiveTasks living, Time time) implements Predicate<TaskToken> {

    static final int MAX = 100_000;

    Revocations(LiveTasks living, Time time) {
        this(new ConcurrentHashMap<>(), living, time);
    }

    /** @throws Fault EXHAUSTED when too many are remembered; end the task instead */
    void revoke(TaskToken token) {
        Instant now = time.now();
        for (Iterator<Instant> until = revoked.values().iterator(); until.hasNext(); ) {
            if (until.next().isBefore(now)) {
                until.remove();
            }
        }
        if (revoked.size() >= MAX) {
            throw new Fault(Fault.Code.EXHAUSTED, "too many tokens were revoked at once: end the task");
        }
        revoked.put(token.id(), token.expires());
    }

    @Override
    public boolean test(TaskToken token) {
        return !revoked.containsKey(token.id())
                && living.find(token.task()).filter(LiveTask::active).isPresent();
    }
}
