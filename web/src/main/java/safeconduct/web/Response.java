package safeconduct.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import safeconduct.kernel.Json;

/**
 * The answer.
 *
 * @param streamed whether it goes out as it is written; otherwise it is written whole, with its length
 * @param writer called exactly once for each response that a handler returns, also when the client has gone
 */
public record Response(int status, Headers headers, boolean streamed, Writer writer) {

    /** Writes the body. What is flushed is sent at once; when nobody reads any more, writing throws {@link ClientGone}. */
    @FunctionalInterface
    public interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    public static Response of(int status) {
        return new Response(status, Headers.NONE, false, out -> {});
    }

    public static Response bytes(int status, String contentType, byte[] body) {
        byte[] copy = body.clone();
        return new Response(status, Headers.NONE.with("content-type", contentType), false, out -> out.write(copy));
    }

    public static Response text(int status, String body) {
        return bytes(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** A record or a tree as JSON. */
    public static Response json(int status, Object value) {
        return bytes(status, "application/json", Json.text(value).getBytes(StandardCharsets.UTF_8));
    }

    /** Goes out as it is written. */
    public static Response stream(int status, String contentType, Writer writer) {
        return new Response(status, Headers.NONE.with("content-type", contentType), true, writer);
    }

    public Response with(String header, String value) {
        return new Response(status, headers.with(header, value), streamed, writer);
    }

    /** The same answer, written by another. */
    public Response writtenBy(Writer other) {
        return new Response(status, headers, streamed, other);
    }

    /** Writes the whole body into memory. */
    public byte[] body() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.writeTo(out);
        } catch (IOException failed) {
            throw new UncheckedIOException("a response could not be written", failed);
        }
        return out.toByteArray();
    }
}
