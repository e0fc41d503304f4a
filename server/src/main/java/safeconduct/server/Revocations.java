package safeconduct.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import safeconduct.caller.TaskId;
import safeconduct.kernel.Fault;
import safeconduct.task.LiveTask;
import safeconduct.task.LiveTasks;
import safeconduct.token.TaskToken;

/**
 * Tokens that were given back, as long as their task lives, since even one whose time is over could be renewed; and whether
 * a token's task lives. Kept in memory: after a restart every task is over, and with it every token.
 */
record Revocations(Map<String, TaskId> revoked, LiveTasks living) implements Predicate<TaskToken> {

    static final int MAX = 100_000;

    Revocations(LiveTasks living) {
        this(new ConcurrentHashMap<>(), living);
    }

    /** @throws Fault EXHAUSTED when too many are remembered; end the task instead */
    void revoke(TaskToken token) {
        if (revoked.size() >= MAX) {
            revoked.values().removeIf(task -> !lives(task));
        }
        if (revoked.size() >= MAX) {
            throw new Fault(Fault.Code.EXHAUSTED, "too many tokens were revoked at once: end the task");
        }
        revoked.put(token.id(), token.task());
    }

    private boolean lives(TaskId task) {
        return living.find(task).filter(LiveTask::active).isPresent();
    }

    @Override
    public boolean test(TaskToken token) {
        return !revoked.containsKey(token.id()) && lives(token.task());
    }
}
