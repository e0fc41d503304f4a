package safeconduct.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import safeconduct.containment.Containment;

/**
 * Something may do nothing more.
 *
 * @param kind task, agent, target or all
 * @param value its name or id; empty for all
 */
public record ContainmentView(String kind, String value, String reason, String by, Instant since) {

    /** Contains, and ends the tasks concerned. */
    public record Kill(String kind, String value, String reason) {}

    /**
     * What that did.
     *
     * @param accepted when no call of it was allowed any more
     */
    public record Killed(Instant accepted, List<EndingView> endings) {}

    /** Frees again what was contained; ended tasks stay ended. */
    public record Lift(String kind, String value, String reason) {}

    public static ContainmentView of(Containment containment) {
        return new ContainmentView(
                containment.scope().kind().name().toLowerCase(Locale.ROOT),
                containment.scope().value(),
                containment.reason(),
                containment.by(),
                containment.since());
    }
}
