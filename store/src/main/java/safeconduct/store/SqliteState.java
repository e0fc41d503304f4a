package safeconduct.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import safeconduct.approval.Approvals;
import safeconduct.containment.Containments;
import safeconduct.grant.Grants;
import safeconduct.kernel.Fault;
import safeconduct.record.Position;
import safeconduct.task.Tasks;

/**
 * The state of one node in a folder's {@code state.db}. Every write is on disk when it returns. One process at a time has
 * it open: a second one is refused. Readable by nobody but its owner.
 */
public final class SqliteState implements AutoCloseable {

    public static final String FILE = "state.db";
    private static final String LOCK_FILE = "state.lock";

    private final FolderLock lock;
    private final Database database;

    private SqliteState(FolderLock lock, Path file) {
        this.lock = lock;
        this.database = new Database(file);
    }

    /**
     * Opens the state of this folder, brought up to the schema of this program; makes an empty one where there is none.
     *
     * @throws Fault UNAVAILABLE when another process has it open; INVALID when a newer program has written it
     */
    public static SqliteState open(Path folder) {
        try {
            Files.createDirectories(folder);
            Path lockFile = folder.resolve(LOCK_FILE);
            OwnerOnly.file(lockFile);
            FolderLock lock = FolderLock.take(lockFile);
            try {
                Path file = folder.resolve(FILE);
                OwnerOnly.file(file);
                Schema.migrate(file, "state");
                return new SqliteState(lock, file);
            } catch (IOException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot open the state in `" + folder + "`: " + failed, failed);
        }
    }

    public Tasks tasks() {
        return new SqliteTasks(database);
    }

    public Grants grants() {
        return new SqliteGrants(database);
    }

    public Approvals approvals() {
        return new SqliteApprovals(database);
    }

    public Containments containments() {
        return new SqliteContainments(database);
    }

    /** Up to where all this knows the ledger. */
    public Position position() {
        return new SqlitePosition(database);
    }

    @Override
    public void close() {
        database.close();
        lock.close();
    }
}
