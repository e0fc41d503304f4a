package safeconduct.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import safeconduct.kernel.Fault;

/** Brings a file to the schema of this program, by the numbered files of one folder of resources. */
final class Schema {

    /** Held, since java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger MIGRATION_LOG = Logger.getLogger("org.flywaydb");

    private Schema() {}

    static void migrate(Path file, String folder) {
        MIGRATION_LOG.setLevel(Level.WARNING); // It tells eight lines about a start at which nothing happens.
        refuseWhatIsNoDatabase(file); // The migrations would try again for seconds.
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(Database.url(file), null, null)
                    .locations("classpath:db/" + folder)
                    .ignoreMigrationPatterns(new String[0]) // By default it would open what a newer program wrote.
                    .load()
                    .migrate();
        } catch (FlywayValidateException differs) {
            throw new Fault(
                    Fault.Code.INVALID,
                    "the state in `" + file
                            + "` was written by another version of this program; use that one, or a newer",
                    differs);
        } catch (FlywayException failed) {
            throw new Fault(Fault.Code.UNAVAILABLE, "cannot prepare the state in `" + file + "`", failed);
        }
    }

    private static void refuseWhatIsNoDatabase(Path file) {
        try (Connection connection = Database.connect(file)) {
            Database.query(connection, row -> row.getInt(1), "pragma schema_version");
        } catch (SQLException failed) {
            throw Database.fault(failed);
        }
    }
}
