package safeconduct.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One request of Helidon's, as ours; and our response as its. */
final class HelidonExchange {

    private static final System.Logger LOG = System.getLogger(HelidonExchange.class.getName());

    private final ServerRequest request;
    private final ServerResponse response;

    private final SilenceWatch watch;
    private @Nullable HelidonBody body;

    HelidonExchange(ServerRequest request, ServerResponse response, SilenceWatch watch) {
        this.request = request;
        this.response = response;
        this.watch = watch;
    }

    void serve(Handler handler) {
        Response ours = handler.handle(ours());
        boolean unread = request.content().hasEntity() && !request.content().consumed();
        boolean last = unread || closes();
        if (last) {
            response.header(HeaderValues.CONNECTION_CLOSE);
            response.whenSent(HelidonExchange::close);
        }
        send(ours);
    }

    /** Helidon 4.5.0 says {@code Connection: close} and then waits for the next request all the same. */
    private static void close() {
        throw new CloseConnectionException("that was the last response of this connection");
    }

    private boolean closes() {
        return request.headers().contains(HeaderValues.CONNECTION_CLOSE) || (body != null && body.broken());
    }

    private Request ours() {
        String path = request.path().rawPath();
        return new Request(
                request.prologue().method().text(),
                path,
                request.query().rawValue(),
                headers(),
                peer(request.remotePeer().address()),
                this::body,
                Optional.empty(),
                Map.of());
    }

    private Headers headers() {
        Map<String, List<String>> fields = new TreeMap<>();
        ServerRequestHeaders theirs = request.headers();
        theirs.forEach(header -> fields.put(header.headerName().lowerCase(), List.copyOf(header.allValues())));
        return new Headers(fields);
    }

    private static Peer peer(SocketAddress address) {
        return address instanceof InetSocketAddress internet
                ? new Peer(internet.getAddress(), internet.getPort())
                : new Peer(InetAddress.getLoopbackAddress(), 0);
    }

    private InputStream body() {
        if (!request.content().hasEntity()) {
            return InputStream.nullInputStream();
        }
        body = new HelidonBody(request.content().inputStream(), watch);
        return body;
    }

    private void send(Response ours) {
        response.status(ours.status());
        ours.headers()
                .fields()
                .forEach((name, values) -> response.header(HeaderNames.create(name), values.toArray(String[]::new)));
        if (ours.streamed()) {
            stream(ours);
        } else {
            response.send(whole(ours));
        }
    }

    private static byte[] whole(Response ours) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ours.writer().writeTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return bytes.toByteArray();
    }

    private void stream(Response ours) {
        OutputStream out = new HelidonStream(response.outputStream());
        try {
            ours.writer().writeTo(out);
            out.close();
        } catch (ClientGone gone) {
            LOG.log(System.Logger.Level.DEBUG, "the client left a stream", gone);
            throw new CloseConnectionException("the client left", gone);
        } catch (IOException | RuntimeException broken) {
            // The status is out already; all that is left is to end in a way that cannot be taken for the end.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a stream broke while serving " + request.path().rawPath(),
                    broken);
            throw new CloseConnectionException("the stream broke", broken);
        }
    }
}
