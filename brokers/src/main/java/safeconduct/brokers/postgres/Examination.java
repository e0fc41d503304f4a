package safeconduct.brokers.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import safeconduct.grant.CredentialBroker.Finding;
import safeconduct.grant.Receipt;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Randomness;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;

/** A look at a target through the broker's own eyes: what is wrong, what is open to every role, what the broker itself can do. */
final class Examination {

    private static final long VERSION_MIN = 160_000;
    private static final int STANDING_MAX = 200;

    private final Connections connections;
    private final RoleNames names;
    private final Time time;
    private final Revoker revoker;
    private final List<Finding> findings = new ArrayList<>();

    Examination(Connections connections, RoleNames names, Time time, Revoker revoker) {
        this.connections = connections;
        this.names = names;
        this.time = time;
        this.revoker = revoker;
    }

    List<Finding> findings() {
        try {
            connections.run(session -> {
                version(session);
                broker(session);
                server(session);
                standing(session);
                return names;
            });
            tryOut();
        } catch (SQLException failed) {
            blocking(Finding.UNAVAILABLE, Troubles.text(failed));
        } catch (Fault failed) {
            blocking(Finding.UNAVAILABLE, String.valueOf(failed.getMessage()));
        }
        return List.copyOf(findings);
    }

    private void version(SqlSession session) throws SQLException {
        long version = session.number("SELECT pg_catalog.current_setting('server_version_num')::int")
                .orElse(0L);
        if (version < VERSION_MIN) {
            blocking("server_too_old", "PostgreSQL " + version / 10_000 + ", expected 16 or later");
        }
        if (!connections.settings().server().local()
                && !Set.of("verify-full", "verify-ca")
                        .contains(connections.settings().server().sslmode())) {
            note(
                    "server_unverified",
                    "`sslmode` is `" + connections.settings().server().sslmode()
                            + "`, so that another machine could answer in the server's place; expected `verify-full`");
        }
    }

    private void broker(SqlSession session) throws SQLException {
        String me = "SELECT %s FROM pg_catalog.pg_roles WHERE rolname = current_user";
        if (session.isTrue(me.formatted("rolsuper"))) {
            blocking("broker_is_superuser", "the broker's role is a superuser, expected one made by the setup SQL");
        }
        if (session.isTrue(me.formatted("rolbypassrls OR rolreplication OR rolcreatedb"))) {
            note(
                    "broker_has_too_much",
                    "the broker's role has BYPASSRLS, REPLICATION or CREATEDB, and needs none of them");
        }
        if (!session.isTrue(me.formatted("rolcreaterole OR rolsuper"))) {
            blocking("broker_cannot_make_roles", "the broker's role lacks CREATEROLE: run the setup SQL");
        }
        if (!session.isTrue("SELECT pg_catalog.pg_has_role('pg_signal_backend', 'USAGE')")) {
            blocking(
                    "broker_cannot_end_sessions", "the broker's role is not in `pg_signal_backend`: run the setup SQL");
        }
    }

    private void server(SqlSession session) throws SQLException {
        String encryption = session.texts("SELECT pg_catalog.current_setting('password_encryption')")
                .getFirst();
        if (!encryption.equals("scram-sha-256")) {
            note(
                    "password_encryption",
                    "`password_encryption` is `" + encryption
                            + "`: tasks' roles get SCRAM verifiers all the same, other roles do not");
        }
        if (session.number("SELECT pg_catalog.current_setting('max_prepared_transactions')::int")
                        .orElse(0L)
                > 0) {
            note(
                    "prepared_transactions",
                    "any role can prepare transactions, whose locks outlive its session until the task ends");
        }
        for (String granted : session.texts("""
            SELECT DISTINCT pg_catalog.pg_get_userbyid(d.defaclrole) || ': ' || a.privilege_type
            FROM pg_catalog.pg_default_acl d CROSS JOIN LATERAL pg_catalog.aclexplode(d.defaclacl) a
            WHERE a.grantee = 0 ORDER BY 1
            """)) {
            note(
                    "default_privileges",
                    "what is made later will be open to every role, a running task's too: " + granted);
        }
    }

    /** The broker's own credential never ends: everything that it could do is standing privilege. */
    private void standing(SqlSession session) throws SQLException {
        String me = session.texts("SELECT current_user").getFirst();
        List<Right> held = EffectiveRights.of(session, me).held().stream()
                .filter(right -> !right.harmless())
                .toList();
        held.stream()
                .limit(STANDING_MAX)
                .forEach(right -> note("standing_privilege", "`" + me + "` always has: " + right));
        if (held.size() > STANDING_MAX) {
            note("standing_privilege", "`" + me + "` always has " + (held.size() - STANDING_MAX) + " rights more");
        }
    }

    private void tryOut() throws SQLException {
        String role =
                names.forProof(new Ids(time, Randomness.secure()).next("proof").substring("proof_".length()));
        Secret password = PostgresBroker.freshPassword();
        try {
            connections.run(session -> makeRole(session, role, password));
            tryPasswords(role, password);
            connections.run(session -> openDoors(session, role));
        } finally {
            Receipt receipt = revoker.revoke(role, Optional.empty());
            if (!receipt.complete()) {
                blocking("revocation_incomplete", "`" + role + "`: " + receipt.problem());
            }
        }
    }

    private String makeRole(SqlSession session, String role, Secret password) throws SQLException {
        String verifier = ScramVerifier.of(password, Randomness.bytes(16), ScramVerifier.ITERATIONS);
        session.run("CREATE ROLE " + session.identifier(role) + " LOGIN NOINHERIT CONNECTION LIMIT 1 VALID UNTIL "
                + session.literal(time.now().plusSeconds(60).toString()) + " PASSWORD " + session.literal(verifier));
        String database = connections.settings().server().database();
        session.run("GRANT CONNECT ON DATABASE " + session.identifier(database) + " TO " + session.identifier(role));
        return role;
    }

    private void tryPasswords(String role, Secret password) throws SQLException {
        if (letsIn(role, PostgresBroker.freshPassword())) {
            blocking(
                    "password_not_asked",
                    "the server lets a task's role in with a wrong password:"
                            + " every line of `pg_hba.conf` that can match must say `scram-sha-256`");
        }
        if (!letsIn(role, password)) {
            blocking(
                    "credential_unusable",
                    "the server refuses a task's role with the right password:"
                            + " `pg_hba.conf` must let roles named `sc_…` in from here");
        }
    }

    private boolean letsIn(String role, Secret password) throws SQLException {
        try {
            connections.logIn(role, password);
            return true;
        } catch (SQLException refused) {
            if (Troubles.logInRefused(refused)) {
                return false;
            }
            throw refused;
        }
    }

    private String openDoors(SqlSession session, String role) throws SQLException {
        Set<Right> own = Set.of(Right.connectTo(connections.settings().server().database()));
        for (String right : EffectiveRights.of(session, role).beyond(own)) {
            note(
                    "open_to_every_role",
                    "`" + right + "`: revoke it from PUBLIC, or list it under `exceptions`;"
                            + " nothing is minted until then");
        }
        return role;
    }

    private void note(String code, String text) {
        findings.add(new Finding(code, text, false));
    }

    private void blocking(String code, String text) {
        findings.add(new Finding(code, text, true));
    }
}
