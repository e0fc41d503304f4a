package safeconduct.approval;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import safeconduct.caller.TaskId;

/** Keeps approvals in memory; passes the same contract as the stores. */
public final class MemoryApprovals implements Approvals {

    private final TreeMap<String, Approval> byId = new TreeMap<>();

    @Override
    public synchronized void add(Approval approval) {
        byId.put(approval.id().value(), approval);
    }

    @Override
    public synchronized boolean move(Approval approval, Approval.State from) {
        Approval there = byId.get(approval.id().value());
        if (there == null || there.state() != from) {
            return false;
        }
        byId.put(approval.id().value(), approval);
        return true;
    }

    @Override
    public synchronized Optional<Approval> find(ApprovalId id) {
        return Optional.ofNullable(byId.get(id.value()));
    }

    @Override
    public synchronized List<Approval> of(TaskId task) {
        return byId.values().stream()
                .filter(approval -> approval.task().equals(task))
                .toList();
    }

    @Override
    public synchronized List<Approval> open() {
        return byId.values().stream().filter(Approval::open).toList();
    }

    @Override
    public synchronized List<Approval> page(Optional<ApprovalId> before, int limit) {
        Map<String, Approval> older = before.isEmpty()
                ? byId.descendingMap()
                : byId.headMap(before.get().value(), false).descendingMap();
        return older.values().stream().limit(limit).toList();
    }
}
