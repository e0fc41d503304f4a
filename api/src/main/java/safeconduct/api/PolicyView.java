package safeconduct.api;

import java.util.List;

/**
 * The rules in force.
 *
 * @param bundle digest over all of them; every decision names it
 */
public record PolicyView(String bundle, List<PolicyText> policies) {

    /**
     * Cedar text.
     *
     * @param source the purpose that it was compiled from, or the file
     */
    public record PolicyText(String source, String text) {}

    /** Rules were read again; what is not valid is refused as a whole, and the old ones stay in force. */
    public record Reloaded(String before, String after, boolean changed) {}
}
