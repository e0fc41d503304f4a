package safeconduct.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import safeconduct.kernel.Fault;

/** Held by the one process that has a folder open; the system gives it back when that process ends, however it ends. */
record FolderLock(FileChannel channel) implements AutoCloseable {

    /** @throws Fault UNAVAILABLE when somebody else holds it */
    static FolderLock take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        if (tryLock(channel).isEmpty()) {
            channel.close();
            throw new Fault(Fault.Code.UNAVAILABLE, "another process has the state in `" + file.getParent() + "` open");
        }
        return new FolderLock(channel);
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException inThisProcess) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot give back the lock on the state", failed);
        }
    }
}
