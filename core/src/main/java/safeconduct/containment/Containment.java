package safeconduct.containment;

import java.time.Instant;

/**
 * Something may do nothing more.
 *
 * @param reason who asked for it says why
 * @param by who asked for it
 */
public record Containment(Scope scope, String reason, String by, Instant since) {

    /**
     * What is contained.
     *
     * @param value the name or id; empty for everything
     */
    public record Scope(Kind kind, String value) {}

    /** What kind of thing. */
    public enum Kind {
        TASK,
        AGENT,
        TARGET,
        ALL
    }
}
