package safeconduct.api;

import java.util.Locale;
import safeconduct.call.ToolAuthority;

/**
 * A tool that a task may still call.
 *
 * @param may {@code allowed} with whatever arguments, {@code asks} a person, or {@code depends} on the arguments
 * @param condition Cedar policies that decide when it depends; the question when a person is asked
 */
public record AuthorityView(String target, String tool, String may, String condition) {

    public static AuthorityView of(ToolAuthority.OfTool tool) {
        return new AuthorityView(
                tool.target().value(),
                tool.tool(),
                tool.remaining().kind().name().toLowerCase(Locale.ROOT),
                tool.remaining().condition());
    }
}
