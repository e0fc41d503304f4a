package safeconduct.config;

import java.net.URI;
import java.net.URISyntaxException;
import safeconduct.kernel.Fault;

/** Reads addresses. */
final class Uris {

    private Uris() {}

    /** An absolute {@code http} or {@code https} address with a host, without user, query or fragment. */
    static URI http(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null
                    && uri.getQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            throw new Fault(Fault.Code.INVALID, "`" + text + "` is no address", malformed);
        }
        throw new Fault(Fault.Code.INVALID, "`" + text + "`, expected an address such as `http://127.0.0.1:8000/mcp`");
    }
}
