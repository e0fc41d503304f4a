package safeconduct.brokers.postgres;

import java.sql.SQLException;
import java.time.Duration;
import safeconduct.kernel.Time;

/**
 * Does again what PostgreSQL gave up because two changed the same entry of its catalogue: two grants on one table, for
 * example, where the second one waits for the first and then fails instead of reading again.
 */
final class Retries {

    private static final int ATTEMPTS_MAX = 20;
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Retries() {}

    /** Something that leaves nothing when it fails. */
    @FunctionalInterface
    interface Attempt {
        void run() throws SQLException;
    }

    static void onConflict(Time time, Attempt attempt) throws SQLException {
        for (int tried = 1; ; tried++) {
            try {
                attempt.run();
                return;
            } catch (SQLException failed) {
                if (!Troubles.concurrently(failed) || tried == ATTEMPTS_MAX) {
                    throw failed;
                }
                pause(time, tried);
            }
        }
    }

    private static void pause(Time time, int tried) {
        try {
            time.sleep(PAUSE.multipliedBy(tried));
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
