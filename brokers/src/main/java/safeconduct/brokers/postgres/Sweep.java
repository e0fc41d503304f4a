package safeconduct.brokers.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import safeconduct.kernel.Time;

/**
 * What has to be looked after while tasks run, since PostgreSQL does not: statements that outlast the limit (a role may
 * lift its own), sessions that outlast their role's time, sessions without a role, and sessions that never finish starting.
 */
final class Sweep {

    /** Past this many times the limit, asking the statement to stop was in vain: its session is ended. */
    private static final int ENDED_AFTER_LIMITS = 2;

    private final RoleNames names;
    private final Duration statementTimeout;
    private final Time time;
    private final Duration patience;
    /** Seen starting by the sweep before. */
    private final AtomicReference<Set<Sessions.Starting>> starting = new AtomicReference<>(Set.of());

    Sweep(RoleNames names, Duration statementTimeout, Time time, Duration patience) {
        this.names = names;
        this.statementTimeout = statementTimeout;
        this.time = time;
        this.patience = patience;
    }

    /** @return a line for each thing that was done */
    List<String> run(SqlSession session) throws SQLException {
        List<String> done = new ArrayList<>(stopOverlong(session));
        done.addAll(endExpired(session));
        Sessions sessions = new Sessions(session, time, patience);
        int orphans = sessions.endOrphans().count();
        if (orphans > 0) {
            done.add("ended " + orphans + " sessions whose role is gone");
        }
        int ended = endStillStarting(sessions);
        if (ended > 0) {
            done.add("ended " + ended + " sessions that were still starting");
        }
        return done;
    }

    private List<String> stopOverlong(SqlSession session) throws SQLException {
        return session.rows(
                """
                SELECT s.usename, s.pid, s.ended, CASE WHEN s.ended
                    THEN pg_catalog.pg_terminate_backend(s.pid) ELSE pg_catalog.pg_cancel_backend(s.pid) END
                FROM (
                  SELECT a.usename, a.pid, a.state <> 'active'
                      OR pg_catalog.clock_timestamp() - a.state_change > ? * interval '1 millisecond' AS ended
                  FROM pg_catalog.pg_stat_activity a
                  WHERE a.usename ~ ?
                    AND a.state IN ('active', 'idle in transaction', 'idle in transaction (aborted)', 'fastpath function call')
                    AND pg_catalog.clock_timestamp() - a.state_change > ? * interval '1 millisecond'
                ) s
                """,
                row -> (row.getBoolean(3) ? "ended the session " : "cancelled the statement ") + row.getInt(2) + " of `"
                        + row.getString(1) + "`: longer than " + statementTimeout.toMillis() + " ms",
                statementTimeout.multipliedBy(ENDED_AFTER_LIMITS).toMillis(),
                names.pattern(),
                statementTimeout.toMillis());
    }

    private List<String> endExpired(SqlSession session) throws SQLException {
        return session.rows(
                """
                SELECT a.usename, a.pid, pg_catalog.pg_terminate_backend(a.pid)
                FROM pg_catalog.pg_stat_activity a JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
                WHERE r.rolname ~ ? AND r.rolvaliduntil <= pg_catalog.clock_timestamp()
                """,
                row -> "ended the session " + row.getInt(2) + " of `" + row.getString(1) + "`: its time is over",
                names.pattern());
    }

    private int endStillStarting(Sessions sessions) throws SQLException {
        Set<Sessions.Starting> now = new HashSet<>(sessions.starting());
        Set<Sessions.Starting> still = new HashSet<>(starting.getAndSet(now));
        still.retainAll(now);
        return sessions.endStarting(still).count();
    }
}
