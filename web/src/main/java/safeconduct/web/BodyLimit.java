package safeconduct.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import safeconduct.kernel.Time;

/**
 * Lets a body have so many bytes and so much time, and no more.
 *
 * @param bytesMax a declared length above it is refused before a byte is read; an undeclared one when it is reached
 * @param within from the head of the request to the end of its body, however steadily it drips
 */
public record BodyLimit(Handler inner, long bytesMax, Duration within, Time time) implements Handler {

    @Override
    public Response handle(Request request) {
        if (declared(request) > bytesMax) {
            throw tooLarge(bytesMax);
        }
        Instant until = time.now().plus(within);
        Body whole = request.body();
        return inner.handle(request.withBody(() -> new Limited(whole.stream(), bytesMax, until, time)));
    }

    private static long declared(Request request) {
        String text = request.headers().only("content-length").orElse("0");
        try {
            long length = Long.parseLong(text);
            if (length < 0) {
                throw new Rejection(400, "malformed content length");
            }
            return length;
        } catch (NumberFormatException malformed) {
            throw new Rejection(400, "malformed content length", malformed);
        }
    }

    private static Rejection tooLarge(long bytesMax) {
        return new Rejection(413, "the body is larger than " + bytesMax + " bytes");
    }

    private static final class Limited extends FilterInputStream {
        private final long bytesMax;
        private final Instant until;
        private final Time time;
        private long left;

        Limited(InputStream in, long bytesMax, Instant until, Time time) {
            super(in);
            this.bytesMax = bytesMax;
            this.left = bytesMax;
            this.until = until;
            this.time = time;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int count = read(one, 0, 1);
            return count < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (time.now().isAfter(until)) {
                throw new Rejection(408, "the body did not arrive in time");
            }
            // One byte more than is left: the only way to tell a body that just fits from one that does not.
            int asked = (int) Math.min(length, left + 1);
            int count = super.read(into, offset, asked);
            if (count > left) {
                throw tooLarge(bytesMax);
            }
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 8192)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
