package safeconduct.call;

import java.util.Locale;

/**
 * What became of an allowed call.
 *
 * @param detail for people, without any of the data; empty when there is nothing to say
 */
public record Outcome(Status status, String detail) {

    /** In one word, as records spell it in lower case. */
    public enum Status {
        /** The target answered. */
        DONE,
        /** The target answered that it failed ({@code isError}, a JSON-RPC error). */
        FAILED,
        /** The result was cut at the budget. */
        CAPPED,
        /** Nothing left us: the task had ended or was contained meanwhile. */
        SUPPRESSED,
        /** It was stopped on the way: cancelled, task ended, containment, time. */
        STOPPED,
        /** The target could not be reached, or broke off. */
        UNREACHABLE,
        /** We died before we learned. */
        UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Outcome done() {
        return new Outcome(Status.DONE, "");
    }

    public static Outcome of(Status status, String detail) {
        return new Outcome(status, detail);
    }
}
