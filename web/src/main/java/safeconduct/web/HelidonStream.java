package safeconduct.web;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Turns every way in which Helidon says that the client has gone into {@link ClientGone}. */
final class HelidonStream extends FilterOutputStream {

    private interface Step {
        void run() throws IOException;
    }

    HelidonStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        attempt(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        attempt(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        attempt(out::flush);
    }

    @Override
    public void close() throws IOException {
        attempt(out::close);
    }

    private static void attempt(Step step) throws ClientGone {
        try {
            step.run();
        } catch (IOException | RuntimeException gone) {
            throw new ClientGone(gone);
        }
    }
}
