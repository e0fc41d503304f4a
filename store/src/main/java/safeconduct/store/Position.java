package safeconduct.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/** The ledger's record up to which everything is known; goes into the file with each write, and never back. */
final class Position {

    private final AtomicLong reached = new AtomicLong(-1);
    private final AtomicLong saved = new AtomicLong(-1);

    void load(Database database) {
        long stored = database.read(
                connection -> Database.query(connection, row -> row.getLong(1), "select record from position")
                        .getFirst());
        saved.set(stored);
        reached.set(stored);
    }

    void reached(long record) {
        reached.accumulateAndGet(record, Math::max);
    }

    long saved() {
        return saved.get();
    }

    Runnable save(Connection connection) throws SQLException {
        long now = reached.get();
        if (now <= saved.get()) {
            return () -> {};
        }
        Database.update(connection, "update position set record = ?", now);
        return () -> saved.set(now);
    }
}
