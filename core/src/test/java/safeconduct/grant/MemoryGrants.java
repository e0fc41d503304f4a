package safeconduct.grant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import safeconduct.caller.TaskId;

/** Keeps grants in memory; passes the same contract as the stores. */
public final class MemoryGrants implements Grants {

    private final TreeMap<String, Grant> byId = new TreeMap<>();

    @Override
    public synchronized void save(Grant grant) {
        byId.put(grant.id().value(), grant);
    }

    @Override
    public synchronized Optional<Grant> find(GrantId id) {
        return Optional.ofNullable(byId.get(id.value()));
    }

    @Override
    public synchronized List<Grant> of(TaskId task) {
        return byId.values().stream().filter(grant -> grant.task().equals(task)).toList();
    }

    @Override
    public synchronized List<Grant> open() {
        return byId.values().stream()
                .filter(grant -> grant.state() != Grant.State.REVOKED)
                .toList();
    }

    @Override
    public synchronized List<Grant> page(Optional<GrantId> before, int limit) {
        Map<String, Grant> older = before.isEmpty()
                ? byId.descendingMap()
                : byId.headMap(before.get().value(), false).descendingMap();
        return older.values().stream().limit(limit).toList();
    }
}
