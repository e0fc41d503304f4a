package safeconduct.web;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Serves only requests that name this server as their host, and that no page of another origin made: a page that points
 * its own name at this machine (DNS rebinding) gets nothing.
 *
 * @param hosts names besides those of loopback under which this server may be asked for, without port, in lower case
 * @param origins origins of browsers that may ask, as {@code https://console.example.com}; loopback's own are allowed
 */
public record OriginCheck(Handler inner, Set<String> hosts, Set<String> origins) implements Handler {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public OriginCheck {
        hosts = Set.copyOf(hosts);
        origins = Set.copyOf(origins);
    }

    @Override
    public Response handle(Request request) {
        String host = request.headers()
                .only("host")
                .flatMap(OriginCheck::hostOf)
                .orElseThrow(() -> new Rejection(400, "expected a host"));
        if (!LOOPBACK.contains(host) && !hosts.contains(host)) {
            throw new Rejection(421, "this server is not asked for under that host name");
        }
        Optional<String> origin = request.headers().only("origin");
        if (origin.isPresent() && !allowed(origin.get())) {
            throw new Rejection(403, "pages of that origin may not ask here");
        }
        return inner.handle(request);
    }

    private boolean allowed(String origin) {
        if (origins.contains(origin)) {
            return true;
        }
        try {
            URI uri = URI.create(origin);
            return uri.getHost() != null && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** The host of a {@code Host} header, without its port. */
    private static Optional<String> hostOf(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        boolean port = colon > lower.lastIndexOf(']');
        String host = port ? lower.substring(0, colon) : lower;
        boolean plain =
                !host.isEmpty() && (!port || lower.substring(colon + 1).chars().allMatch(Character::isDigit));
        return plain ? Optional.of(host) : Optional.empty();
    }
}
