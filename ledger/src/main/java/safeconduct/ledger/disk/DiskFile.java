package safeconduct.ledger.disk;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** One open file. What was written is durable after {@link #force}, and may be lost or torn before. */
public interface DiskFile extends AutoCloseable {

    /** Reads up to the end of the buffer or of the file; returns how many bytes. */
    int read(ByteBuffer buffer, long position);

    /** Writes all that remains in the buffer. */
    void write(ByteBuffer buffer, long position);

    /** Makes the content durable, and the length with it. */
    void force();

    /** How long the file is. */
    long size();

    /** Cuts the file when it is longer. */
    void truncate(long size);

    @Override
    void close();

    /** The bytes from {@code position}, as many as there are up to {@code length}. */
    default byte[] read(long position, int length) {
        byte[] bytes = new byte[length];
        int count = read(ByteBuffer.wrap(bytes), position);
        return count == length ? bytes : Arrays.copyOf(bytes, count);
    }

    /** Writes zeros, so that the blocks are there before they are needed. */
    default void zero(long position, long length) {
        var zeros = ByteBuffer.allocate((int) Math.min(length, 1 << 20));
        for (long done = 0; done < length; done += zeros.limit()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), length - done));
            write(zeros, position + done);
        }
    }
}
