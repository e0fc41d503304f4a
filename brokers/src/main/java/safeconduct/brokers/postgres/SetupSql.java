package safeconduct.brokers.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;
import safeconduct.kernel.Randomness;
import safeconduct.kernel.Secret;

/** What makes a database ready for the broker: the very file of the guide, also for programs. */
public final class SetupSql {

    private static final int SALT_BYTES = 16;

    private SetupSql() {}

    /** The text for {@code psql}. */
    public static String text() {
        return EffectiveRights.read("setup.sql");
    }

    /**
     * Runs it on a superuser's connection to the database, and gives the broker its password, of which only a SCRAM
     * verifier goes to the server.
     */
    public static void run(Connection superuser, String broker, Secret password) throws SQLException {
        String role = superuser.unwrap(PGConnection.class).escapeIdentifier(broker);
        String database = superuser.unwrap(PGConnection.class).escapeIdentifier(superuser.getCatalog());
        String verifier = ScramVerifier.of(password, Randomness.bytes(SALT_BYTES), ScramVerifier.ITERATIONS);
        try (Statement statement = superuser.createStatement()) {
            for (String sql : statements()) {
                statement.execute(sql.replace(":\"broker\"", role).replace(":\"database\"", database));
            }
            statement.execute("ALTER ROLE " + role + " PASSWORD '" + verifier + "'");
        }
    }

    private static List<String> statements() {
        String code = text().replaceAll("(?m)^--.*$", "");
        return Arrays.stream(code.split(";", -1))
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toList();
    }
}
