package safeconduct.ledger;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that is read from its beginning to its end; one that is not there is an empty one. */
final class StoredBytes implements AutoCloseable {

    private static final int BUFFER = 1 << 20;

    private final Path file;
    private final InputStream in;

    StoredBytes(Path file) {
        this.file = file;
        this.in = open(file);
    }

    private static InputStream open(Path file) {
        try {
            return new BufferedInputStream(Files.newInputStream(file), BUFFER);
        } catch (NoSuchFileException none) {
            return InputStream.nullInputStream();
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    static LedgerFault unreadable(Path file, IOException failed) {
        return new LedgerFault(LedgerFault.Code.UNAVAILABLE, "cannot read `" + file + "`", failed);
    }

    /** Fills the beginning of the array; false when the file ends before. */
    boolean read(byte[] into, int length) {
        try {
            return in.readNBytes(into, 0, length) == length;
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    boolean isAtEnd() {
        return !read(new byte[1], 1);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }
}
