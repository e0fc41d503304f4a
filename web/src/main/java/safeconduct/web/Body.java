package safeconduct.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a request carries; can be read once. How much and for how long is the matter of {@link BodyLimit}. */
@FunctionalInterface
public interface Body {

    Body EMPTY = InputStream::nullInputStream;

    /** Reading fails with a {@link Rejection} when a limit is reached. */
    InputStream stream();

    /**
     * All of it.
     *
     * @throws Rejection when a limit is reached, or the client stopped sending
     */
    default byte[] bytes() {
        try (InputStream in = stream()) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new Rejection(400, "the body ended early", broken);
        }
    }

    static Body of(byte[] bytes) {
        byte[] copy = bytes.clone();
        return () -> new ByteArrayInputStream(copy);
    }
}
