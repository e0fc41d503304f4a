package safeconduct.web;

import io.helidon.http.RequestException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Turns every way in which Helidon says that a body did not come into a {@link Rejection}, and remembers that. */
final class HelidonBody extends FilterInputStream {

    private final SilenceWatch watch;
    private boolean broken;

    HelidonBody(InputStream in, SilenceWatch watch) {
        super(in);
        this.watch = watch;
    }

    /** Whether the connection can carry no other request: nobody knows where this one ends. */
    boolean broken() {
        return broken;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        try {
            return watch.read(() -> in.read(into, offset, length));
        } catch (Rejection slow) {
            broken = true;
            throw slow;
        } catch (RequestException refused) {
            broken = true;
            throw new Rejection(refused.status().code(), "the body is malformed or too large", refused);
        } catch (IOException | RuntimeException cause) { // Helidon has many, a NumberFormatException among them.
            broken = true;
            throw new Rejection(400, "the body ended early or is malformed", cause);
        }
    }

    /** Does not read on to the end: whoever asked for too little pays with the connection. */
    @Override
    public void close() {
        // Nothing of ours is held open.
    }
}
