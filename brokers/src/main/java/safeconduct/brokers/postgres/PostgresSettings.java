package safeconduct.brokers.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import safeconduct.kernel.Fault;

/**
 * Where the server is, and what every role gets.
 *
 * @param password reference to the broker's own password: {@code file:PATH}
 * @param connectionLimit how many sessions a task's role may have at once
 * @param statementTimeout how long one statement of a task may run
 */
record PostgresSettings(Server server, String user, String password, int connectionLimit, Duration statementTimeout) {

    private static final List<String> KEYS =
            List.of("host", "port", "database", "user", "password", "sslmode", "connection_limit", "statement_timeout");
    private static final Set<String> SSL_MODES = Set.of("disable", "prefer", "require", "verify-ca", "verify-full");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");
    private static final int CONNECTIONS_MAX = 100;
    private static final Duration STATEMENT_MAX = Duration.ofHours(1);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    /** The server and the database. */
    record Server(String host, int port, String database, String sslmode) {

        Server withDatabase(String other) {
            return new Server(host, port, other, sslmode);
        }

        boolean local() {
            return LOOPBACK.contains(host);
        }

        String jdbcUrl() {
            return "jdbc:postgresql://" + bracketed() + ":" + port + "/" + databaseInUrl();
        }

        String databaseInUrl() {
            return URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
        }

        String bracketed() {
            return host.contains(":") ? "[" + host + "]" : host;
        }
    }

    /** @throws Fault INVALID, naming the setting */
    static PostgresSettings of(ObjectNode settings) {
        settings.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw invalid("unknown setting `" + key + "` of a `postgresql` broker, expected one of " + KEYS);
            }
        });
        String host = text(settings, "host");
        String defaultMode = LOOPBACK.contains(host) ? "prefer" : "verify-full";
        String sslmode = settings.has("sslmode") ? text(settings, "sslmode") : defaultMode;
        if (!SSL_MODES.contains(sslmode)) {
            throw invalid("unknown `sslmode` `" + sslmode + "`, expected one of " + SSL_MODES);
        }
        return new PostgresSettings(
                new Server(host, number(settings, "port", 5432, 65_535), text(settings, "database"), sslmode),
                text(settings, "user"),
                text(settings, "password"),
                number(settings, "connection_limit", 5, CONNECTIONS_MAX),
                duration(settings, "statement_timeout", Duration.ofSeconds(30)));
    }

    private static String text(ObjectNode settings, String key) {
        JsonNode value = settings.get(key);
        if (value == null || !value.isTextual() || value.textValue().isBlank()) {
            throw invalid("the setting `" + key + "` of a `postgresql` broker is missing, expected a text");
        }
        return value.textValue();
    }

    private static int number(ObjectNode settings, String key, int fallback, int max) {
        JsonNode value = settings.get(key);
        if (value == null) {
            return fallback;
        }
        boolean whole = value.canConvertToInt() && value.canConvertToExactIntegral(); // However it was read.
        if (!whole || value.intValue() < 1 || value.intValue() > max) {
            throw invalid("`" + key + "` is `" + value.asText() + "`, expected a number from 1 to " + max);
        }
        return value.intValue();
    }

    private static Duration duration(ObjectNode settings, String key, Duration fallback) {
        JsonNode value = settings.get(key);
        if (value == null) {
            return fallback;
        }
        Matcher form = DURATION.matcher(value.asText().toLowerCase(Locale.ROOT));
        Duration duration = form.matches() ? duration(Long.parseLong(form.group(1)), form.group(2)) : Duration.ZERO;
        if (duration.isZero() || duration.compareTo(STATEMENT_MAX) > 0) {
            throw invalid("`" + key + "` is `" + value.asText()
                    + "`, expected a time as `500ms`, `30s` or `5m`, at most an hour");
        }
        return duration;
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    private static Fault invalid(String message) {
        return new Fault(Fault.Code.INVALID, message);
    }
}
