package safeconduct.ledger.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import safeconduct.ledger.LedgerFault;

/**
 * A file that survives interrupts. The JDK closes a channel when the thread that uses it is interrupted;
 * here the file is opened again and the operation repeated, and the interrupt is kept for the caller.
 */
final class SteadyFile implements DiskFile {

    private static final Set<StandardOpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final Path path;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile FileChannel channel;
    private volatile boolean closed;

    SteadyFile(Path path) {
        this.path = path;
        this.channel = openChannel();
    }

    /** One operation on the channel. */
    private interface Operation<T> {
        T on(FileChannel channel) throws IOException;
    }

    @Override
    public int read(ByteBuffer buffer, long position) {
        int start = buffer.position();
        return steady("read", file -> {
            buffer.position(start);
            while (buffer.hasRemaining() && file.read(buffer, position + buffer.position() - start) >= 0) {
                // Short reads happen: go on until the end of either.
            }
            return buffer.position() - start;
        });
    }

    @Override
    public void write(ByteBuffer buffer, long position) {
        int start = buffer.position();
        steady("write", file -> {
            buffer.position(start);
            while (buffer.hasRemaining()) {
                file.write(buffer, position + buffer.position() - start);
            }
            return 0;
        });
    }

    @Override
    public void force() {
        steady("sync", file -> {
            file.force(false);
            return 0;
        });
    }

    @Override
    public long size() {
        return steady("measure", FileChannel::size);
    }

    @Override
    public void truncate(long size) {
        steady("cut", file -> file.truncate(size));
    }

    @Override
    public void close() {
        opening.lock();
        try {
            closed = true;
            channel.close();
        } catch (IOException failed) {
            throw RealDisk.fault("cannot close `" + path + "`", failed);
        } finally {
            opening.unlock();
        }
    }

    private <T> T steady(String verb, Operation<T> operation) {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                FileChannel current = channel;
                try {
                    return operation.on(current);
                } catch (ClosedChannelException byAnInterrupt) {
                    interrupted |= Thread.interrupted();
                    reopen(current);
                } catch (IOException failed) {
                    throw RealDisk.fault("cannot " + verb + " `" + path.getFileName() + "`", failed);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void reopen(FileChannel broken) {
        opening.lock();
        try {
            if (closed) {
                throw new LedgerFault(LedgerFault.Code.CLOSED, "file `" + path.getFileName() + "` is closed");
            }
            if (channel.equals(broken)) { // Nobody else was faster.
                channel = openChannel();
            }
        } finally {
            opening.unlock();
        }
    }

    private FileChannel openChannel() {
        try {
            return FileChannel.open(path, OPTIONS);
        } catch (IOException failed) {
            throw RealDisk.fault("cannot open `" + path.getFileName() + "`", failed);
        }
    }
}
