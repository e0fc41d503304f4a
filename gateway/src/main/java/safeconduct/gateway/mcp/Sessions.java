package safeconduct.gateway.mcp;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import safeconduct.caller.Caller;
import safeconduct.caller.TaskId;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Ids;

/** The sessions that agents have open. Thread-safe. */
final class Sessions {

    private final Map<String, Session> byId = new LinkedHashMap<>();
    private final Ids ids;
    private final int perTaskMax;

    Sessions(Ids ids, int perTaskMax) {
        this.ids = ids;
        this.perTaskMax = perTaskMax;
    }

    /** @throws Fault EXHAUSTED when the task has too many */
    synchronized Session open(Caller caller, TargetName target, Session.Hello hello) {
        long open = byId.values().stream()
                .filter(session -> session.caller().task().equals(caller.task()))
                .count();
        if (open >= perTaskMax) {
            throw new Fault(
                    Fault.Code.EXHAUSTED, "this task has " + open + " sessions open, the most that it may have");
        }
        Session session = new Session(ids.next("mcp"), caller, target, hello);
        byId.put(session.id(), session);
        return session;
    }

    /** Empty for one that does not exist, and for one of somebody else: the two look the same. */
    synchronized Optional<Session> find(String id, Caller caller, TargetName target) {
        return Optional.ofNullable(byId.get(id)).filter(session -> session.belongsTo(caller, target));
    }

    void close(Session session) {
        synchronized (this) {
            byId.remove(session.id());
        }
        session.end().stop("the session was closed");
    }

    synchronized void end(TaskId task) {
        Iterator<Session> all = byId.values().iterator();
        while (all.hasNext()) {
            Session session = all.next();
            if (session.caller().task().equals(task)) {
                all.remove();
                session.end().stop("the task has ended");
            }
        }
    }

    synchronized int count() {
        return byId.size();
    }
}
