package safeconduct.gateway.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import safeconduct.kernel.Fault;

/** Reads lines that end with LF, CR, or both; one that grows beyond the limit ends it. For one thread. */
final class Lines {

    private final InputStream in;
    private final int bytesMax;
    private final byte[] buffer = new byte[8192];
    private int position;
    private int filled;
    private boolean afterReturn;

    Lines(InputStream in, int bytesMax) {
        this.in = in;
        this.bytesMax = bytesMax;
    }

    /** The next line without its end; empty when there is none, also when the last one has no end. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        while (fill()) {
            if (afterReturn && buffer[position] == '\n') {
                position++;
            }
            afterReturn = false;
            int end = position;
            while (end < filled && buffer[end] != '\n' && buffer[end] != '\r') {
                end++;
            }
            line.write(buffer, position, end - position);
            position = end;
            if (line.size() > bytesMax) {
                throw new Fault(Fault.Code.UNAVAILABLE, "the target sent more than " + bytesMax + " bytes in one line");
            }
            if (end < filled) {
                afterReturn = buffer[position++] == '\r';
                return Optional.of(line.toByteArray());
            }
        }
        return Optional.empty();
    }

    private boolean fill() throws IOException {
        if (position < filled) {
            return true;
        }
        position = 0;
        filled = in.read(buffer);
        return filled > 0;
    }
}
