package safeconduct.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import safeconduct.caller.TaskId;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;
import safeconduct.record.Hidden;
import safeconduct.record.Openings;

/**
 * The openings in a folder's {@code openings.db}. Calls do not wait for the disk: what is kept is written a little later,
 * many at once, by {@link #writeUntilStopped}, or by whoever fills the buffer.
 */
public final class SqliteOpenings implements Openings, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SqliteOpenings.class.getName());
    public static final String FILE = "openings.db";
    static final long PENDING_BYTES_MAX = 16L << 20;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private record Pending(TaskId task, long record, String field, Hidden hidden) {
        byte[] plain() {
            byte[] all = Arrays.copyOf(hidden.salt(), Hidden.SALT_LENGTH + hidden.value().length);
            System.arraycopy(hidden.value(), 0, all, Hidden.SALT_LENGTH, hidden.value().length);
            return all;
        }
    }

    private final Database database;
    private final TaskKeys keys;
    private final ReentrantLock flushing = new ReentrantLock(); // Taken before the monitor, never inside it.
    private List<Pending> pending = new ArrayList<>(); // Guarded by this.
    private long pendingBytes; // Guarded by this.

    private SqliteOpenings(Database database, TaskKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /**
     * Opens, or makes, the openings of this folder.
     *
     * @param master 32 unguessable bytes, kept in another place than the folder's backups
     */
    public static SqliteOpenings open(Path folder, Secret master) {
        if (master.bytes().length != Seal.KEY_LENGTH) {
            throw new Fault(Fault.Code.INVALID, "the key of the openings must have " + Seal.KEY_LENGTH + " bytes");
        }
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(FILE);
            OwnerOnly.file(file);
            Schema.migrate(file, "openings");
            return new SqliteOpenings(new Database(file), new TaskKeys(master));
        } catch (IOException failed) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot open the openings in `" + folder + "`: " + failed, failed);
        }
    }

    /** Background work: writes what is pending until it is interrupted, and once more then. */
    public void writeUntilStopped(Time time) throws InterruptedException {
        try {
            while (true) {
                time.sleep(PAUSE);
                flushOrKeep();
            }
        } finally {
            flush();
        }
    }

    @Override
    public void keep(TaskId task, long record, Map<String, Hidden> fields) {
        boolean full;
        synchronized (this) {
            fields.forEach((field, hidden) -> add(new Pending(task, record, field, hidden)));
            full = pendingBytes > PENDING_BYTES_MAX;
        }
        if (full) {
            flush();
        }
    }

    private synchronized void add(Pending one) {
        pending.add(one);
        pendingBytes += one.hidden().value().length;
    }

    @Override
    public Optional<Hidden> find(long record, String field) {
        flush();
        return database.read(connection -> find(connection, record, field));
    }

    /** {@inheritDoc} The file's log is emptied too, so that the key is in no page of this file; old copies of it are not ours. */
    @Override
    public void erase(TaskId task) {
        flush();
        database.write(connection -> {
            Database.update(connection, "delete from openings where task = ?", task.value());
            return Database.update(connection, "delete from task_keys where task = ?", task.value());
        });
        database.truncateLog();
    }

    /** Writes what is pending, now. */
    public void flush() {
        flushing.lock();
        try {
            List<Pending> batch = take();
            if (!batch.isEmpty()) {
                write(batch);
            }
        } finally {
            flushing.unlock();
        }
    }

    private void write(List<Pending> batch) {
        boolean done = false;
        try {
            database.write(connection -> save(connection, batch));
            done = true;
        } finally {
            if (!done) {
                batch.forEach(this::add);
            }
        }
    }

    /** A full disk must not stop the server: openings are convenience, and are tried again. */
    private void flushOrKeep() {
        try {
            flush();
        } catch (Fault failed) {
            LOG.log(System.Logger.Level.WARNING, "openings are not written yet: " + failed.getMessage());
        }
    }

    private synchronized List<Pending> take() {
        List<Pending> batch = pending;
        pending = new ArrayList<>();
        pendingBytes = 0;
        return batch;
    }

    private int save(Connection connection, List<Pending> batch) throws SQLException {
        for (Pending one : batch) {
            Secret key = keys.findOrMake(connection, one.task());
            byte[] sealed = Seal.seal(key, place(one.record(), one.field()), one.plain());
            Database.update(
                    connection,
                    "insert or replace into openings (record, field, task, sealed) values (?, ?, ?, ?)",
                    one.record(),
                    one.field(),
                    one.task().value(),
                    sealed);
        }
        return batch.size();
    }

    private Optional<Hidden> find(Connection connection, long record, String field) throws SQLException {
        return Database.query(
                        connection,
                        row -> open(connection, new TaskId(row.getString(1)), place(record, field), row.getBytes(2)),
                        "select task, sealed from openings where record = ? and field = ?",
                        record,
                        field)
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Hidden> open(Connection connection, TaskId task, String place, byte[] sealed) throws SQLException {
        return keys.find(connection, task).map(key -> hidden(Seal.open(key, place, sealed)));
    }

    private static Hidden hidden(byte[] plain) {
        return Hidden.reopened(
                Arrays.copyOf(plain, Hidden.SALT_LENGTH), Arrays.copyOfRange(plain, Hidden.SALT_LENGTH, plain.length));
    }

    private static String place(long record, String field) {
        return record + ":" + field;
    }

    @Override
    public void close() {
        flush();
        database.close();
    }
}
