package safeconduct.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import safeconduct.kernel.Fault;

/**
 * One SQLite file: a single connection that writes, guarded by a lock, and a few that read. A write is one transaction,
 * on disk when it returns.
 */
final class Database implements AutoCloseable {

    static final int READERS_MAX = 4;
    private static final int BUSY_MILLIS = 5_000;

    /** Statements on a connection; may run once only, so it needs no retry inside. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Makes a value of the row that the result stands at. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private final Connection writer;
    private final ReentrantLock writing = new ReentrantLock();
    private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS_MAX);

    /** The file must be migrated already. */
    Database(Path file) {
        try {
            writer = connect(file);
            for (int i = 0; i < READERS_MAX; i++) {
                Connection reader = connect(file);
                execute(reader, "pragma query_only = true");
                readers.add(reader);
            }
        } catch (SQLException failed) {
            throw fault(failed);
        }
    }

    static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true"); // What is erased must not stay in free pages.
        return config.createConnection(url(file));
    }

    static String url(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath();
    }

    <T> T read(Work<T> work) {
        Connection reader = null;
        try {
            reader = readers.take();
            return work.run(reader);
        } catch (SQLException failed) {
            throw fault(failed);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new Fault(Fault.Code.UNAVAILABLE, "interrupted while waiting for the state store", asked);
        } finally {
            if (reader != null) {
                readers.add(reader);
            }
        }
    }

    <T> T write(Work<T> work) {
        writing.lock();
        try {
            return transaction(work);
        } catch (SQLException failed) {
            throw fault(failed);
        } finally {
            writing.unlock();
        }
    }

    private <T> T transaction(Work<T> work) throws SQLException {
        writer.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.run(writer);
            writer.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                writer.rollback();
            }
            writer.setAutoCommit(true);
        }
    }

    /** Brings everything from the write-ahead log into the file, and empties the log. */
    void truncateLog() {
        writing.lock();
        try {
            execute(writer, "pragma wal_checkpoint(truncate)");
        } catch (SQLException failed) {
            throw fault(failed);
        } finally {
            writing.unlock();
        }
    }

    /** Runs one statement that changes rows, and says how many. */
    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    static <T> List<T> query(Connection connection, Row<T> row, String sql, Object... values) throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                found.add(row.of(result));
            }
        }
        return found;
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static Fault fault(SQLException failed) {
        if (failed instanceof SQLiteException sqlite
                && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY) {
            return new Fault(Fault.Code.NOT_FOUND, "the state store does not know what this refers to", failed);
        }
        return new Fault(Fault.Code.UNAVAILABLE, "the state store failed: " + failed.getMessage(), failed);
    }

    @Override
    public void close() {
        writing.lock();
        try {
            for (int i = 0; i < READERS_MAX; i++) {
                readers.take().close();
            }
            writer.close();
        } catch (SQLException failed) {
            throw fault(failed);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } finally {
            writing.unlock();
        }
    }
}
