package safeconduct.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The only way this program learns the time, or waits. */
public interface Time extends InstantSource {

    Instant now();

    void sleep(Duration duration) throws InterruptedException;

    @Override
    default Instant instant() {
        return now();
    }

    /** The clock of this machine. */
    static Time system() {
        return SystemTime.INSTANCE;
    }
}
