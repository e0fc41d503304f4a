package safeconduct.flow.value;

import java.util.Locale;

/** How links are compared: host in lower case, without scheme, fragment and final slash; the rest as written. */
public final class WebAddress {

    private WebAddress() {}

    static String key(String url) {
        int scheme = url.indexOf("://");
        String rest = scheme < 0 ? url : url.substring(scheme + 3);
        int fragment = rest.indexOf('#');
        rest = fragment < 0 ? rest : rest.substring(0, fragment);
        int slash = end(rest);
        String host = rest.substring(0, slash).toLowerCase(Locale.ROOT);
        String path = rest.substring(slash);
        return host + (path.equals("/") ? "" : path);
    }

    /** The host of a link's key, with its port; a name before an at-sign belongs to it, so that it cannot hide the host. */
    public static String host(String key) {
        return key.substring(0, end(key));
    }

    /** Whether there is nothing but a host. */
    public static boolean bare(String key) {
        return end(key) == key.length();
    }

    private static int end(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '/' || c == '?' || c == '\\') {
                return i;
            }
        }
        return rest.length();
    }
}
