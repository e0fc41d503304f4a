package safeconduct.gateway.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import safeconduct.catalog.Target.Connection;
import safeconduct.gateway.rpc.Era;
import safeconduct.grant.Credential;
import safeconduct.kernel.Background;

/** Makes connections to targets. Follows no redirect, uses no proxy of the environment, keeps no cookie. */
public final class Connector implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final HttpClient http;
    private final Limits limits;
    private final Timers timers;
    private final Background background;

    public Connector(Limits limits, Timers timers, Background background) {
        this.limits = limits;
        this.timers = timers;
        this.background = background;
        this.http = HttpClient.newBuilder()
                .connectTimeout(limits.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /**
     * Connects and greets.
     *
     * @param wish how the agent speaks: tried first
     * @param capabilities what the agent can do for a target in the middle of a call
     * @param stop breaks the attempt off, and what it has started
     * @throws safeconduct.kernel.Fault UNAVAILABLE; INVALID when the grant does not fit the configuration
     */
    public Upstream connect(
            Connection place, Supplier<Optional<Credential>> credential, Era wish, ObjectNode capabilities, Stop stop)
            throws InterruptedException {
        Transport transport =
                switch (place) {
                    case Connection.Http by -> new HttpTransport(new HttpWire(http, by, credential), limits);
                    case Connection.Stdio by ->
                        StdioTransport.over(Child.start(by, credential.get(), background), limits, background);
                };
        stop.whenStopped(transport::close);
        return Upstream.greet(transport, new Handshake(transport, capabilities, limits, timers), wish);
    }

    /** Lets what has been sent arrive for a moment: the end of sessions. */
    @Override
    public void close() {
        try {
            http.shutdown();
            if (!http.awaitTermination(FAREWELL)) {
                http.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            http.shutdownNow();
        }
    }
}
