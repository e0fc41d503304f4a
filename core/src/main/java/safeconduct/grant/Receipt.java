package safeconduct.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a revocation proved.
 *
 * @param sessions how many open sessions were ended
 * @param complete whether nothing of the grant is left and the probe says so; if not, it is tried again
 * @param problem why it is not complete, or empty; holds no secret
 */
public record Receipt(
        String principal,
        Instant started,
        Instant ended,
        List<Step> steps,
        int sessions,
        Probe probe,
        boolean complete,
        String problem) {

    public Receipt {
        steps = List.copyOf(steps);
    }

    /** One thing done at the target, in order. */
    public record Step(String name, String detail, Instant at) {}

    /** What happened when the dead credential was tried. */
    public enum Probe {
        /** The real credential was shown to the target and refused. */
        REFUSED,
        /** The secret is not known any more (a restart); the target says that the principal does not exist. */
        ABSENT,
        /** It still works. Alarm. */
        STILL_WORKS,
        /** It could not be tried. */
        UNVERIFIABLE
    }

    /** The same, but to be tried again. */
    public Receipt unfinished(String why) {
        return new Receipt(principal, started, ended, steps, sessions, probe, false, why);
    }

    public Duration took() {
        return Duration.between(started, ended);
    }
}
