package safeconduct.policy;

import java.time.Duration;

/** How much a task may use. A limit that is not wanted is {@link #UNLIMITED}. */
public record Budgets(long calls, long rows, long bytes, Duration wall) {

    public static final long UNLIMITED = Long.MAX_VALUE;

    /** What fits into both. */
    public Budgets narrow(Budgets other) {
        return new Budgets(
                Math.min(calls, other.calls),
                Math.min(rows, other.rows),
                Math.min(bytes, other.bytes),
                wall.compareTo(other.wall) <= 0 ? wall : other.wall);
    }
}
