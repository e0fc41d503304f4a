package safeconduct.brokers.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import safeconduct.kernel.Time;

/** Sessions at the server, found by what cannot be changed about them, and their end. */
final class Sessions {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** How long a session that is just starting is given to show whose it is; a healthy one needs milliseconds. */
    private static final Duration STARTING_MAX = Duration.ofMillis(500);

    /**
     * Sessions between their log-in and their first query. {@code pg_stat_activity} does not name their role yet (and
     * up to PostgreSQL 17 does not list them at all), but each holds a lock on its database until it is ready.
     */
    private static final String STARTING = """
        SELECT l.pid, l.virtualtransaction FROM pg_catalog.pg_locks l
        WHERE l.locktype = 'object' AND l.classid = 'pg_catalog.pg_database'::pg_catalog.regclass
          AND l.mode = 'RowExclusiveLock' AND l.pid IS NOT NULL AND l.pid <> pg_catalog.pg_backend_pid()
          AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_stat_activity a WHERE a.pid = l.pid AND a.usesysid IS NOT NULL)
        """;

    private static final String ORPHANED = """
        SELECT a.pid, a.usesysid FROM pg_catalog.pg_stat_activity a
        WHERE a.usesysid IS NOT NULL AND a.usesysid <> 0
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.oid = a.usesysid)
        """;

    private final SqlSession session;
    private final Time time;
    private final Duration patience;

    Sessions(SqlSession session, Time time, Duration patience) {
        this.session = session;
        this.time = time;
        this.patience = patience;
    }

    /** What was ended, and whether anything is left. */
    record Ended(int count, boolean all) {}

    /** A session that is still starting; two with the same process number are told apart by their transaction. */
    record Starting(int process, String transaction) {}

    private record Orphan(int process, long role) {}

    /** Ends all sessions of a role and waits until none is left. */
    Ended endThoseOf(long role) throws SQLException {
        return endAll("SELECT pid FROM pg_catalog.pg_stat_activity WHERE usesysid = ?", role);
    }

    /** Ends transactions of the broker itself that carry this name. */
    Ended endMintingOf(String principal) throws SQLException {
        return endAll(
                "SELECT pid FROM pg_catalog.pg_stat_activity WHERE application_name = ?"
                        + " AND usesysid = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)"
                        + " AND pid <> pg_catalog.pg_backend_pid()",
                principal);
    }

    private Ended endAll(String query, Object bind) throws SQLException {
        Set<Integer> ended = new HashSet<>();
        Instant giveUp = time.now().plus(patience);
        while (true) {
            List<Integer> living = session.rows(query, row -> row.getInt(1), bind);
            if (living.isEmpty()) {
                return new Ended(ended.size(), true);
            }
            if (time.now().isAfter(giveUp)) {
                return new Ended(ended.size(), false);
            }
            for (int process : living) {
                terminate(process);
                ended.add(process);
            }
            pause();
        }
    }

    List<Starting> starting() throws SQLException {
        return session.rows(STARTING, row -> new Starting(row.getInt(1), row.getString(2)));
    }

    /** Waits until those that are starting now have shown whose they are, and ends those that do not. */
    Ended endThoseStillStarting() throws SQLException {
        Set<Starting> waiting = new HashSet<>(starting());
        Instant hurry = time.now().plus(STARTING_MAX);
        while (!waiting.isEmpty() && time.now().isBefore(hurry)) {
            pause();
            waiting.retainAll(starting());
        }
        return endStarting(waiting);
    }

    /** Ends these, where they are still the same and still starting. */
    Ended endStarting(Set<Starting> suspects) throws SQLException {
        Set<Starting> left = new HashSet<>(suspects);
        Instant giveUp = time.now().plus(patience);
        left.retainAll(starting());
        int count = left.size();
        while (!left.isEmpty()) {
            if (time.now().isAfter(giveUp)) {
                return new Ended(count - left.size(), false);
            }
            for (Starting suspect : List.copyOf(left)) {
                if (!terminate(suspect.process())) {
                    left.remove(suspect); // A superuser's, and so no task's.
                }
            }
            pause();
            left.retainAll(starting());
        }
        return new Ended(count, true);
    }

    /** Ends sessions whose role does not exist any more; whoever they were, nobody answers for them. */
    Ended endOrphans() throws SQLException {
        Set<Orphan> ended = new HashSet<>();
        Instant giveUp = time.now().plus(patience);
        List<Orphan> orphans = orphans();
        while (!orphans.isEmpty() && time.now().isBefore(giveUp)) {
            for (Orphan orphan : orphans) {
                if (endOrphan(orphan)) {
                    ended.add(orphan);
                }
            }
            pause();
            orphans = orphans();
        }
        return new Ended(ended.size(), orphans.isEmpty());
    }

    /** Looks again first: a role made since the first look belongs to somebody. */
    private boolean endOrphan(Orphan orphan) throws SQLException {
        List<Boolean> ended = session.rows(
                "SELECT pg_catalog.pg_terminate_backend(?) WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE oid"
                        + " = ?) AND EXISTS (SELECT FROM pg_catalog.pg_stat_activity WHERE pid = ? AND usesysid = ?)",
                row -> row.getBoolean(1),
                orphan.process(),
                orphan.role(),
                orphan.process(),
                orphan.role());
        return ended.contains(true);
    }

    private List<Orphan> orphans() throws SQLException {
        return session.rows(ORPHANED, row -> new Orphan(row.getInt(1), row.getLong(2)));
    }

    /** @return whether we may: one that is not logged in yet, or a superuser's, we may not */
    private boolean terminate(int process) throws SQLException {
        try {
            session.texts("SELECT pg_catalog.pg_terminate_backend(?)", process);
            return true;
        } catch (SQLException refused) {
            if (!Troubles.notPermitted(refused)) {
                throw refused;
            }
            return false;
        }
    }

    private void pause() {
        try {
            time.sleep(LOOK_AGAIN);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
