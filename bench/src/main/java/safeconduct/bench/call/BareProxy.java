package safeconduct.bench.call;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import safeconduct.web.HelidonEngine;
import safeconduct.web.Listener;
import safeconduct.web.Request;
import safeconduct.web.Response;

/** The least that a recording gateway must do: write the request down with one {@code fdatasync}, then forward it. */
final class BareProxy {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI target;
    private final FileChannel file;

    private BareProxy(URI target, FileChannel file) {
        this.target = target;
        this.file = file;
    }

    /** Arguments: the URL of the target, and the file to write to. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (FileChannel file =
                FileChannel.open(Path.of(args[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            BareProxy proxy = new BareProxy(URI.create(args[0]), file);
            try (HelidonEngine engine = HelidonEngine.start(Listener.loopback(0), proxy::forward)) {
                System.out.println("serving at http://127.0.0.1:" + engine.port() + "/mcp");
                Thread.currentThread().join();
            }
        }
    }

    private Response forward(Request request) {
        byte[] body = request.body().bytes();
        try {
            file.write(ByteBuffer.wrap(body));
            file.force(false);
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(target)
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return Response.bytes(answer.statusCode(), "application/json", answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return Response.of(503);
        }
    }
}
