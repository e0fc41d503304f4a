package safeconduct.server;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import safeconduct.caller.TaskId;
import safeconduct.grant.Grant;
import safeconduct.grant.GrantId;
import safeconduct.grant.Grants;
import safeconduct.record.Event;
import safeconduct.record.Journal;
import safeconduct.record.Recorded;
import safeconduct.task.Task;
import safeconduct.task.Tasks;

/** What a server keeps, which tells a test of each step of writing: {@code before TaskOpened}, {@code saved grant MINTED}. */
final class HaltingStores {

    private HaltingStores() {}

    static Stores around(Stores inner, Consumer<String> told) {
        return new Stores(
                new HaltingJournal(inner.journal(), told),
                inner.position(),
                new HaltingTasks(inner.tasks(), told),
                new HaltingGrants(inner.grants(), told),
                inner.containments(),
                inner.approvals(),
                inner.openings(),
                inner.closing());
    }

    private record HaltingJournal(Journal inner, Consumer<String> told) implements Journal {
        @Override
        public long append(Event event) {
            String name = event.getClass().getSimpleName();
            told.accept("before " + name);
            long index = inner.append(event);
            told.accept("after " + name);
            return index;
        }

        @Override
        public long size() {
            return inner.size();
        }

        @Override
        public Recorded read(long index) {
            return inner.read(index);
        }

        @Override
        public void scan(long from, long to, Consumer<Recorded> consumer) {
            inner.scan(from, to, consumer);
        }
    }

    private record HaltingTasks(Tasks inner, Consumer<String> told) implements Tasks {
        @Override
        public Task save(Task task) {
            Task saved = inner.save(task);
            told.accept("saved task " + task.state());
            return saved;
        }

        @Override
        public Optional<Task> find(TaskId id) {
            return inner.find(id);
        }

        @Override
        public List<Task> living() {
            return inner.living();
        }

        @Override
        public List<Task> childrenOf(TaskId parent) {
            return inner.childrenOf(parent);
        }

        @Override
        public List<Task> page(Optional<TaskId> before, int limit) {
            return inner.page(before, limit);
        }
    }

    private record HaltingGrants(Grants inner, Consumer<String> told) implements Grants {
        @Override
        public void save(Grant grant) {
            inner.save(grant);
            told.accept("saved grant " + grant.state());
        }

        @Override
        public Optional<Grant> find(GrantId id) {
            return inner.find(id);
        }

        @Override
        public List<Grant> of(TaskId task) {
            return inner.of(task);
        }

        @Override
        public List<Grant> open() {
            return inner.open();
        }

        @Override
        public List<Grant> page(Optional<GrantId> before, int limit) {
            return inner.page(before, limit);
        }
    }
}
