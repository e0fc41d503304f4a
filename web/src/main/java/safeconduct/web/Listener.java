package safeconduct.web;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a server listens, and what it bears.
 *
 * @param port 0 for any free one
 * @param tls absent: plain HTTP, for loopback only
 */
public record Listener(InetAddress address, int port, Optional<Tls> tls, Limits limits) {

    /** PEM files: the certificate with its chain, and its key (PKCS#8, not encrypted). */
    public record Tls(Path chain, Path key) {}

    /**
     * What one listener bears before any handler is asked.
     *
     * @param connectionsMax connections at once; more wait in the backlog of the system
     * @param headerBytesMax of one request, and of its request line
     * @param bodyBytesMax of one request; a door may set less
     * @param silence how long a client may send nothing in the middle of a request
     * @param idle how long a connection may stay open without a request
     */
    public record Limits(int connectionsMax, int headerBytesMax, long bodyBytesMax, Duration silence, Duration idle) {
        public static final Limits DEFAULTS =
                new Limits(1_000, 16 * 1024, 16L * 1024 * 1024, Duration.ofSeconds(10), Duration.ofMinutes(2));
    }

    /** On loopback, with the usual limits. */
    public static Listener loopback(int port) {
        return new Listener(InetAddress.getLoopbackAddress(), port, Optional.empty(), Limits.DEFAULTS);
    }
}
