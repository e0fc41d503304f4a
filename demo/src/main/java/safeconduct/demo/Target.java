package safeconduct.demo;

import java.net.URI;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import safeconduct.kernel.Secret;

/** A PostgreSQL server, and whom and which database a connection to it begins with; never a password. */
record Target(String host, int port, String user, String database, String sslmode) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final Pattern SSLMODE = Pattern.compile("sslmode=(disable|prefer|require|verify-ca|verify-full)");
    private static final String FORM = "expected `postgresql://USER@HOST:PORT/DATABASE`";

    /** A URL as PostgreSQL's own programs read it; one with a password is refused. */
    static Target of(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException malformed) {
            throw new Refused("the URL of `--postgres` can't be read, " + FORM); // It may hold a password.
        }
        String user = uri.getUserInfo() == null ? "postgres" : uri.getUserInfo();
        String query = uri.getQuery() == null ? "" : uri.getQuery();
        if (user.contains(":") || query.toLowerCase(Locale.ROOT).contains("password")) {
            throw new Refused("the URL of `--postgres` holds a password, which others can read in the list of"
                    + " processes: give it in the environment as PGPASSWORD or with `--postgres-password-file`");
        }
        boolean ours = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        if (!ours || uri.getHost() == null) {
            throw new Refused("`" + url + "` is no URL of a PostgreSQL server, " + FORM);
        }
        String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        return new Target(
                uri.getHost(),
                uri.getPort() == -1 ? 5432 : uri.getPort(),
                user,
                path.isEmpty() ? "postgres" : path,
                sslmode(query, uri.getHost()));
    }

    private static String sslmode(String query, String host) {
        if (query.isEmpty()) {
            return LOOPBACK.contains(host) ? "prefer" : "verify-full";
        }
        Matcher known = SSLMODE.matcher(query);
        if (!known.matches()) {
            throw new Refused("`?" + query + "` in the URL of `--postgres`, expected nothing or `?sslmode=` with"
                    + " disable, prefer, require, verify-ca or verify-full");
        }
        return known.group(1);
    }

    /** What {@link #of} reads. */
    String url() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + database + "?sslmode=" + sslmode;
    }

    String address() {
        return host + ":" + port;
    }

    /** The host without the brackets that a URL needs around an IPv6 address. */
    String bareHost() {
        return host.replaceAll("[\\[\\]]", "");
    }

    Connection connect(String asDatabase, String asUser, Secret password) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", asUser);
        login.setProperty("password", password.reveal());
        login.setProperty("sslmode", sslmode);
        login.setProperty("connectTimeout", "10");
        return DriverManager.getConnection("jdbc:postgresql://" + address() + "/" + asDatabase, login);
    }
}
