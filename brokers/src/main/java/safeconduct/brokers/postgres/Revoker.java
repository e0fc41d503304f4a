package safeconduct.brokers.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import safeconduct.grant.Credential;
import safeconduct.grant.Receipt;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;

/**
 * Takes a role back, in the one order that leaves nothing: refuse its log-in, end its sessions, undo what it prepared,
 * drop what it owns, drop it, try its credential, and look for sessions that outlived it. Each step may be done again.
 */
final class Revoker {

    private final Connections connections;
    private final Time time;
    private final Point.Listener listener;

    Revoker(Connections connections, Time time, Point.Listener listener) {
        this.connections = connections;
        this.time = time;
        this.listener = listener;
    }

    Receipt revoke(String principal, Optional<Credential> credential) {
        ReceiptDraft draft = new ReceiptDraft(principal, time);
        try {
            connections.run(session -> {
                takeBack(session, principal, draft);
                return principal;
            });
        } catch (SQLException failed) {
            draft.problem(Troubles.text(failed));
        } catch (Fault failed) {
            draft.problem(String.valueOf(failed.getMessage()));
        }
        probe(principal, credential, draft);
        listener.reached(Point.REVOKE_PROBED);
        scan(draft);
        listener.reached(Point.REVOKE_SCANNED);
        return draft.receipt();
    }

    private void takeBack(SqlSession session, String principal, ReceiptDraft draft) throws SQLException {
        Sessions sessions = sessions(session);
        Sessions.Ended minting = sessions.endMintingOf(principal);
        if (minting.count() > 0) {
            draft.step("minting", minting.count() + " unfinished transaction of ours ended");
        }
        draft.require(minting.all(), "a transaction that makes this role does not end");
        Optional<Long> role = session.number("SELECT oid FROM pg_catalog.pg_roles WHERE rolname = ?", principal);
        listener.reached(Point.REVOKE_BEGUN);
        if (role.isPresent()) {
            takeBackRole(session, principal, role.get(), draft);
        } else {
            draft.step("role", "not there");
            RowViews.drop(session, principal);
        }
    }

    private void takeBackRole(SqlSession session, String principal, long role, ReceiptDraft draft) throws SQLException {
        String shut = "ALTER ROLE " + session.identifier(principal)
                + " NOLOGIN CONNECTION LIMIT 0 PASSWORD NULL VALID UNTIL '-infinity'";
        Retries.onConflict(time, () -> session.run(shut));
        draft.step("login", "refused from now on");
        listener.reached(Point.REVOKE_LOGIN_REFUSED);
        endSessions(session, role, draft);
        listener.reached(Point.REVOKE_SESSIONS_ENDED);
        draft.step("prepared", undoPrepared(session, principal) + " prepared transactions rolled back");
        listener.reached(Point.REVOKE_PREPARED_UNDONE);
        draft.step("rows", RowViews.drop(session, principal) + " views dropped");
        listener.reached(Point.REVOKE_ROWS_DROPPED);
        new Holdings(connections, time).drop(session, principal, role, draft);
        listener.reached(Point.REVOKE_OWNED_DROPPED);
        Retries.onConflict(time, () -> session.run("DROP ROLE IF EXISTS " + session.identifier(principal)));
        boolean gone = session.isTrue(
                "SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ? OR oid = ?)", principal, role);
        draft.require(gone, "the role is still there after it was dropped");
        draft.step("role", gone ? "dropped" : "still there");
        listener.reached(Point.REVOKE_ROLE_DROPPED);
    }

    private void endSessions(SqlSession session, long role, ReceiptDraft draft) throws SQLException {
        Sessions sessions = sessions(session);
        Sessions.Ended open = sessions.endThoseOf(role);
        Sessions.Ended starting = sessions.endThoseStillStarting();
        Sessions.Ended late = sessions.endThoseOf(role); // What was starting a moment ago may have arrived.
        draft.sessions(open.count() + late.count() + starting.count());
        draft.step(
                "sessions",
                (open.count() + late.count()) + " ended, " + starting.count() + " ended while still starting");
        draft.require(open.all() && late.all(), "sessions of the role do not end");
        draft.require(starting.all(), "sessions that are still starting do not end");
    }

    private record Prepared(String database, String name) {}

    /** Only their owner may, and in their own database only. */
    private int undoPrepared(SqlSession session, String principal) throws SQLException {
        List<Prepared> all = session.rows(
                "SELECT database, gid FROM pg_catalog.pg_prepared_xacts WHERE owner = ?",
                row -> new Prepared(row.getString(1), row.getString(2)),
                principal);
        for (Prepared prepared : all) {
            connections.runIn(prepared.database(), there -> {
                there.run("SET ROLE " + there.identifier(principal));
                there.run("ROLLBACK PREPARED " + there.literal(prepared.name()));
                return prepared;
            });
        }
        return all.size();
    }

    private void probe(String principal, Optional<Credential> credential, ReceiptDraft draft) {
        if (credential.isPresent()) {
            Receipt.Probe answer = tryOut(credential.get(), draft);
            draft.probe(answer, "the task's credential was shown to the server");
            return;
        }
        try {
            boolean absent = connections.run(session ->
                    session.isTrue("SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ?)", principal));
            draft.probe(
                    absent ? Receipt.Probe.ABSENT : Receipt.Probe.UNVERIFIABLE, "the server was asked for the role");
        } catch (SQLException away) {
            draft.probe(Receipt.Probe.UNVERIFIABLE, Troubles.text(away));
        } catch (Fault away) {
            draft.probe(Receipt.Probe.UNVERIFIABLE, String.valueOf(away.getMessage()));
        }
    }

    private Receipt.Probe tryOut(Credential credential, ReceiptDraft draft) {
        try {
            connections.logIn(credential.principal(), credential.field("password"));
            return Receipt.Probe.STILL_WORKS;
        } catch (SQLException refused) {
            if (Troubles.logInRefused(refused)) {
                return Receipt.Probe.REFUSED;
            }
            draft.problem(Troubles.text(refused));
            return Receipt.Probe.UNVERIFIABLE;
        }
    }

    private void scan(ReceiptDraft draft) {
        try {
            Sessions.Ended orphans =
                    connections.run(session -> sessions(session).endOrphans());
            draft.sessions(orphans.count());
            draft.step("scan", orphans.count() + " sessions without a role ended");
            draft.require(orphans.all(), "sessions whose role is gone do not end");
        } catch (SQLException away) {
            draft.problem(Troubles.text(away));
        } catch (Fault away) {
            draft.problem(String.valueOf(away.getMessage()));
        }
    }

    private Sessions sessions(SqlSession session) {
        return new Sessions(session, time, connections.patience().sessions());
    }
}
