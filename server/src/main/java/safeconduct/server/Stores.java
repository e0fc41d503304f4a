package safeconduct.server;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import safeconduct.approval.Approvals;
import safeconduct.containment.Containments;
import safeconduct.grant.Grants;
import safeconduct.kernel.Time;
import safeconduct.ledger.Ledger;
import safeconduct.ledger.LedgerOptions;
import safeconduct.record.Event;
import safeconduct.record.Journal;
import safeconduct.record.LedgerJournal;
import safeconduct.record.Openings;
import safeconduct.record.Position;
import safeconduct.store.SqliteOpenings;
import safeconduct.store.SqliteState;
import safeconduct.task.Tasks;

/**
 * What the domain keeps, as ports.
 *
 * @param closing what is done at the end, in this order
 */
record Stores(
        Journal journal,
        Position position,
        Tasks tasks,
        Grants grants,
        Containments containments,
        Approvals approvals,
        Openings openings,
        List<Runnable> closing)
        implements AutoCloseable {

    Stores {
        closing = List.copyOf(closing);
    }

    /** The same, where each record is told once it is durable. */
    Stores telling(Consumer<Event> told) {
        return new Stores(
                new CountedJournal(journal, told), position, tasks, grants, containments, approvals, openings, closing);
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }

    /** The files of an installation. */
    record Files(Ledger ledger, SqliteState state, SqliteOpenings openings) {

        static Files open(Path data, String node, KeyFolder keys, Time time) {
            Ledger ledger = Ledger.open(data.resolve("ledger"), LedgerOptions.DEFAULTS, keys.ledger(node), time);
            return new Files(ledger, SqliteState.open(data), SqliteOpenings.open(data, keys.secret("openings")));
        }

        Stores stores(Time time) {
            return new Stores(
                    new LedgerJournal(ledger, time),
                    state.position(),
                    state.tasks(),
                    state.grants(),
                    state.containments(),
                    state.approvals(),
                    openings,
                    List.of(openings::close, state::close, ledger::close));
        }
    }
}
