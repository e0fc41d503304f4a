package safeconduct.brokers.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import safeconduct.catalog.TargetName;
import safeconduct.grant.Credential;
import safeconduct.grant.CredentialBroker;
import safeconduct.grant.Receipt;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Randomness;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;
import safeconduct.policy.DatabaseScope;

/** Makes a PostgreSQL role for each task, and removes it with everything that hangs on it. */
final class PostgresBroker implements CredentialBroker {

    private static final int PASSWORD_BYTES = 32;

    private final TargetName target;
    private final RoleNames names;
    private final Connections connections;
    private final Minter minter;
    private final Revoker revoker;
    private final Sweep sweep;
    private final Point.Listener listener;
    private final Time time;
    /** One change of rights at a time: PostgreSQL gives up the second of two on the same table. */
    private final ReentrantLock changing = new ReentrantLock();

    private volatile boolean passwordProven;

    PostgresBroker(TargetName target, Connections connections, Time time, Point.Listener listener) {
        this.target = target;
        this.names = new RoleNames(target);
        this.connections = connections;
        this.time = time;
        this.listener = listener;
        this.minter = new Minter(connections.settings(), listener);
        this.revoker = new Revoker(connections, time, listener);
        Duration limit = connections.settings().statementTimeout();
        this.sweep = new Sweep(names, limit, time, connections.patience().sessions());
    }

    @Override
    public String principal(Order order) {
        return names.of(order.agent(), order.task());
    }

    @Override
    public Minting mint(Order order) {
        Optional<DatabaseScope> scope = order.access().database();
        if (scope.isEmpty()) {
            return new Minting.Refused("the envelope has no `database` at this target", List.of());
        }
        GrantPlan plan =
                new GrantPlan(principal(order), connections.settings().server().database(), scope.get());
        Optional<String> problem = plan.problem();
        if (problem.isPresent()) {
            return new Minting.Refused(problem.get(), List.of());
        }
        Secret password = freshPassword();
        try {
            return mint(order, plan, password);
        } catch (SQLException failed) {
            return refusal(plan, failed);
        }
    }

    private Minting mint(Order order, GrantPlan plan, Secret password) throws SQLException {
        Minter.Made made = make(order, plan, password);
        return switch (made) {
            case Minter.Made.Nothing(var reason, var excess) -> new Minting.Refused(reason, excess);
            case Minter.Made.Role(var exceptions) -> {
                listener.reached(Point.MINT_COMMITTED);
                if (!passwordProven && logsInWithAnyPassword(plan.principal())) {
                    revoker.revoke(plan.principal(), Optional.empty());
                    yield new Minting.Refused(
                            "the server lets a role in without its password: correct its `pg_hba.conf`", List.of());
                }
                passwordProven = true;
                listener.reached(Point.MINT_PROVEN);
                yield new Minting.Minted(credential(order, plan.principal(), password), exceptions);
            }
        };
    }

    private Minter.Made make(Order order, GrantPlan plan, Secret password) throws SQLException {
        changing.lock();
        try {
            Minter.Made[] made = new Minter.Made[1];
            Retries.onConflict(
                    time,
                    () -> made[0] = connections.run(session -> minter.make(session, plan, password, order.until())));
            return made[0];
        } finally {
            changing.unlock();
        }
    }

    private Minting refusal(GrantPlan plan, SQLException failed) {
        if (Troubles.exists(failed)) {
            throw new Fault(
                    Fault.Code.CONFLICT, "`" + plan.principal() + "` is there already: take it back first", failed);
        }
        if (Troubles.ofTheOrder(failed)) {
            return new Minting.Refused(Troubles.reason(failed), List.of());
        }
        throw Troubles.unavailable(target.value(), failed);
    }

    private boolean logsInWithAnyPassword(String principal) throws SQLException {
        try (Secret wrong = freshPassword()) {
            connections.logIn(principal, wrong);
            return true;
        } catch (SQLException refused) {
            if (Troubles.logInRefused(refused)) {
                return false;
            }
            throw refused;
        }
    }

    static Secret freshPassword() {
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(Randomness.bytes(PASSWORD_BYTES)));
    }

    private Credential credential(Order order, String principal, Secret password) {
        PostgresSettings.Server server = connections.settings().server();
        String url = "postgresql://" + principal + ":" + password.reveal() + "@" + server.bracketed() + ":"
                + server.port() + "/" + server.databaseInUrl() + "?sslmode=" + server.sslmode();
        return new Credential(
                principal,
                Map.of(
                        "host", Secret.of(server.host()),
                        "port", Secret.of(Integer.toString(server.port())),
                        "database", Secret.of(server.database()),
                        "user", Secret.of(principal),
                        "password", password,
                        "url", Secret.of(url)),
                order.until());
    }

    @Override
    public Receipt revoke(String principal, Optional<Credential> credential) {
        if (!names.matches(principal)) {
            ReceiptDraft untouched = new ReceiptDraft(principal, time);
            untouched.problem("`" + principal + "` is no role of target `" + target + "`");
            return untouched.receipt();
        }
        return revoker.revoke(principal, credential);
    }

    /** A role of {@code examine} is no task's; it stays out until its minute is over. */
    @Override
    public List<String> made() {
        return ask(session -> session.texts("""
            SELECT r.rolname FROM pg_catalog.pg_roles r
            JOIN pg_catalog.pg_auth_members m ON m.roleid = r.oid AND m.admin_option
            JOIN pg_catalog.pg_roles me ON me.oid = m.member AND me.rolname = current_user
            WHERE r.rolname ~ ?
              AND NOT (r.rolname ~ ? AND r.rolvaliduntil > pg_catalog.clock_timestamp())
            UNION
            SELECT n.nspname FROM pg_catalog.pg_namespace n
            JOIN pg_catalog.pg_roles me ON me.oid = n.nspowner AND me.rolname = current_user
            WHERE n.nspname ~ ?
            ORDER BY 1
            """, names.pattern(), names.proofPattern(), names.pattern()));
    }

    @Override
    public List<String> sweep() {
        return ask(sweep::run);
    }

    @Override
    public List<Finding> examine() {
        return new Examination(connections, names, time, revoker).findings();
    }

    private <T> T ask(Connections.Work<T> work) {
        try {
            return connections.run(work);
        } catch (SQLException failed) {
            throw Troubles.unavailable(target.value(), failed);
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
