package safeconduct.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The form in which two URLs of a proof and a request are compared (RFC 9449, section 4.3): no query, no fragment. */
final class HttpUrl {

    private HttpUrl() {}

    /** Scheme and host in lower case, no default port, an empty path as {@code /}; empty when it is no such URL. */
    static Optional<String> normal(String text) {
        try {
            URI uri = new URI(text).normalize();
            String scheme = uri.getScheme();
            String host = uri.getHost();
            if (scheme == null || host == null || uri.getRawUserInfo() != null) {
                return Optional.empty();
            }
            String lower = scheme.toLowerCase(Locale.ROOT);
            if (!lower.equals("http") && !lower.equals("https")) {
                return Optional.empty();
            }
            int usual = lower.equals("https") ? 443 : 80;
            String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return Optional.of(lower + "://" + host.toLowerCase(Locale.ROOT) + port + path);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }
}
