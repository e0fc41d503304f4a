package safeconduct.ledger.disk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import safeconduct.ledger.LedgerFault;

/** A directory of the operating system, held by one process at a time. */
public final class RealDisk implements Disk {

    /** The file whose lock says that a process writes here. */
    public static final String LOCK = "lock";

    private final Path directory;
    private final FileChannel lockChannel;

    private RealDisk(Path directory, FileChannel lockChannel) {
        this.directory = directory;
        this.lockChannel = lockChannel;
    }

    /** Makes the directory if needed, for its owner only, and takes its lock. */
    public static RealDisk lock(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                var ownerOnly = PosixFilePermissions.fromString("rwx------");
                Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(ownerOnly));
            }
            var channel =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new LedgerFault(LedgerFault.Code.LOCKED, "ledger `" + directory + "` is in use by a process");
            }
            return new RealDisk(directory, channel);
        } catch (IOException failed) {
            throw fault("cannot open directory `" + directory + "`", failed);
        }
    }

    /** True when a process, this one included, holds the directory. */
    public static boolean isLocked(Path directory) {
        Path file = directory.resolve(LOCK);
        if (!Files.isWritable(file)) {
            return false; // A copy for reading: nobody writes here.
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return tryLock(channel) == null;
        } catch (IOException failed) {
            throw fault("cannot ask for the lock of `" + directory + "`", failed);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    static LedgerFault fault(String message, IOException failed) {
        String reason = String.valueOf(failed.getMessage());
        boolean full = reason.contains("No space left") || reason.contains("quota exceeded");
        var code = full ? LedgerFault.Code.FULL : LedgerFault.Code.UNAVAILABLE;
        return new LedgerFault(code, message + ": " + reason, failed);
    }

    @Override
    public List<String> list() {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException failed) {
            throw fault("cannot list `" + directory + "`", failed);
        }
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(directory.resolve(name));
    }

    @Override
    public DiskFile open(String name) {
        return new SteadyFile(directory.resolve(name));
    }

    @Override
    public void rename(String from, String to) {
        try {
            Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw fault("cannot rename `" + from + "`", failed);
        }
    }

    @Override
    public void delete(String name) {
        try {
            Files.deleteIfExists(directory.resolve(name));
        } catch (IOException failed) {
            throw fault("cannot delete `" + name + "`", failed);
        }
    }

    @Override
    public void syncDirectory() {
        boolean interrupted = Thread.interrupted(); // An interrupt would close the channel before it has synced.
        while (!synced()) {
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean synced() {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException again) {
            return false;
        } catch (IOException failed) {
            throw fault("cannot sync `" + directory + "`", failed);
        }
    }

    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException failed) {
            throw fault("cannot release `" + directory + "`", failed);
        }
    }
}
