package safeconduct.web;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import java.time.Duration;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Time;

/**
 * Serves a handler on one listener with Helidon, over HTTP/1.1, a virtual thread per request. HTTP/2 is left out: Helidon
 * 4.5.0 does not tell a writer that its client has reset the stream, so a cancelled call would go on.
 */
public final class HelidonEngine implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final WebServer server;

    private final SilenceWatch watch;

    private HelidonEngine(WebServer server, SilenceWatch watch) {
        this.server = server;
        this.watch = watch;
    }

    /**
     * Listens when it returns.
     *
     * @throws Fault INVALID without TLS on an address that others can reach; UNAVAILABLE when the address is taken
     */
    public static HelidonEngine start(Listener listener, Handler handler) {
        if (listener.tls().isEmpty() && !listener.address().isLoopbackAddress()) {
            throw new Fault(Fault.Code.INVALID, "plain HTTP on `" + listener.address() + "`, expected loopback or TLS");
        }
        SilenceWatch watch = new SilenceWatch(Time.system(), listener.limits().silence());
        WebServer server = configured(listener, handler, watch).start();
        if (!server.isRunning()) { // Helidon logs why, and does not throw.
            watch.close();
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot listen on port " + listener.port());
        }
        return new HelidonEngine(server, watch);
    }

    private static WebServer configured(Listener listener, Handler handler, SilenceWatch watch) {
        Listener.Limits limits = listener.limits();
        var builder = WebServer.builder()
                .shutdownHook(false) // Stopping in order is the server's matter.
                .featuresDiscoverServices(false)
                .address(listener.address())
                .port(listener.port())
                .maxTcpConnections(limits.connectionsMax())
                .maxPayloadSize(limits.bodyBytesMax())
                .idleConnectionTimeout(limits.idle())
                .shutdownGracePeriod(GRACE)
                .idleConnectionPeriod(limits.silence())
                // Without it each small event of a stream can wait some 40 ms for the last one's acknowledgement.
                .connectionOptions(options -> options.tcpNoDelay(true))
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(limits.headerBytesMax())
                        .maxHeadersSize(limits.headerBytesMax())
                        .build())
                .directHandlers(HelidonEngine::refuseMalformed)
                .routing(routing -> routing.any(
                        (request, response) -> new HelidonExchange(request, response, watch).serve(handler)));
        listener.tls().ifPresent(files -> builder.tls(tls(files)));
        return builder.build();
    }

    private static Tls tls(Listener.Tls files) {
        Keys keys = Keys.builder()
                .pem(pem -> pem.key(Resource.create(files.key())).certChain(Resource.create(files.chain())))
                .build();
        return Tls.builder().privateKey(keys).privateKeyCertChain(keys).build();
    }

    /** What is no request at all never reaches a handler; the answer has the same form. */
    private static void refuseMalformed(DirectHandlers.Builder handlers) {
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, (request, event, status, headers, message) -> {
                Response problem =
                        Problems.of(status.code(), Problems.word(status.code()), "malformed or unacceptable request");
                return DirectHandler.TransportResponse.builder()
                        .status(status)
                        .headers(headers)
                        .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
                        .keepAlive(false)
                        .entity(problem.body())
                        .build();
            });
        }
    }

    /** Where it really listens. */
    public int port() {
        return server.port();
    }

    /** Takes no new connection, lets requests in flight end for a moment, then closes them. */
    @Override
    public void close() {
        server.stop();
        watch.close();
    }
}
