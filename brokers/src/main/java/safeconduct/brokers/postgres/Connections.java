package safeconduct.brokers.postgres;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import safeconduct.grant.SecretSource;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Secret;

/** Connections to one server: the broker's own, a few of which are kept open, and attempts with a task's credential. */
final class Connections implements AutoCloseable {

    private static final int OPEN_MAX = 8;
    private static final int IDLE_MAX = 2;

    private final PostgresSettings settings;
    private final SecretSource secrets;
    private final Patience patience;
    private final Driver driver = new org.postgresql.Driver();
    private final Semaphore permits = new Semaphore(OPEN_MAX);
    private final Deque<SqlSession> idle = new ConcurrentLinkedDeque<>();

    /** How long a server may take: to answer at all, for one statement, for a lock, and to end sessions. */
    record Patience(Duration answer, Duration statement, Duration lock, Duration sessions) {
        static final Patience USUAL = new Patience(
                Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    /** Something done on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(SqlSession session) throws SQLException;
    }

    Connections(PostgresSettings settings, SecretSource secrets, Patience patience) {
        this.settings = settings;
        this.secrets = secrets;
        this.patience = patience;
    }

    PostgresSettings settings() {
        return settings;
    }

    Patience patience() {
        return patience;
    }

    /** Does the work on a kept or new connection to the target's database; one that failed is not kept. */
    <T> T run(Work<T> work) throws SQLException {
        acquire();
        try {
            SqlSession session = borrow();
            boolean sound = false;
            try {
                T result = work.on(session);
                sound = true;
                return result;
            } finally {
                giveBack(session, sound);
            }
        } finally {
            permits.release();
        }
    }

    /** Does the work on a new connection to another database of the same server. */
    <T> T runIn(String database, Work<T> work) throws SQLException {
        try (SqlSession session = open(settings.server().withDatabase(database))) {
            return work.on(session);
        }
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(patience.statement().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Fault(Fault.Code.UNAVAILABLE, "all " + OPEN_MAX + " connections of the broker are busy");
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new Fault(Fault.Code.UNAVAILABLE, "interrupted while waiting for a connection", asked);
        }
    }

    private SqlSession borrow() throws SQLException {
        for (SqlSession kept = idle.poll(); kept != null; kept = idle.poll()) {
            if (kept.alive()) {
                return kept;
            }
            kept.close();
        }
        return open(settings.server());
    }

    private void giveBack(SqlSession session, boolean sound) throws SQLException {
        if (sound && idle.size() < IDLE_MAX) {
            idle.push(session);
        } else {
            session.close();
        }
    }

    private SqlSession open(PostgresSettings.Server server) throws SQLException {
        try (Secret password = secrets.read(settings.password())) {
            Properties properties = properties(settings.user(), password);
            properties.setProperty("ApplicationName", "safeconduct broker");
            properties.setProperty("options", options());
            return new SqlSession(connect(server, properties));
        }
    }

    /** Whatever the role's defaults are: nothing is looked up outside the catalogue, and nothing waits for ever. */
    private String options() {
        return "-c search_path=pg_catalog -c createrole_self_grant=set,inherit"
                + " -c statement_timeout=" + patience.statement().toMillis()
                + " -c lock_timeout=" + patience.lock().toMillis()
                + " -c idle_in_transaction_session_timeout="
                + patience.statement().toMillis();
    }

    /** Logs in as a task would, and goes again. Failing is the driver's exception. */
    void logIn(String user, Secret password) throws SQLException {
        connect(settings.server(), properties(user, password)).close();
    }

    private Properties properties(String user, Secret password) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password.reveal());
        properties.setProperty("sslmode", settings.server().sslmode());
        properties.setProperty(
                "connectTimeout", Long.toString(Math.max(1, patience.answer().toSeconds())));
        // A statement that was timed out by the server must still be heard of.
        long hear = patience.statement().plus(patience.answer()).toSeconds();
        properties.setProperty("socketTimeout", Long.toString(Math.max(1, hear)));
        return properties;
    }

    private Connection connect(PostgresSettings.Server server, Properties properties) throws SQLException {
        Connection connection = driver.connect(server.jdbcUrl(), properties);
        if (connection == null) {
            throw new SQLException("not an address of PostgreSQL: `" + server.jdbcUrl() + "`");
        }
        return connection;
    }

    @Override
    public void close() {
        for (SqlSession session = idle.poll(); session != null; session = idle.poll()) {
            try {
                session.close();
            } catch (SQLException gone) {
                throw new Fault(Fault.Code.UNAVAILABLE, "closing: " + Troubles.text(gone), gone);
            }
        }
    }
}
