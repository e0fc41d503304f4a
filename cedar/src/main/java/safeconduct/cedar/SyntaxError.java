package safeconduct.cedar;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a text.
 *
 * <pre>
 * orders.cedar:3:12: there is no method `contain`
 *   |   context.tags.contain("x")
 *   |                ^^^^^^^
 *   expected a method such as `contains`; did you mean `contains`?
 * </pre>
 *
 * @param line counts from 1
 * @param column counts characters from 1
 * @param sourceLine the line, or of a very long one the part around the place; control characters are shown as spaces
 * @param marker what stands under the line to show the place
 * @param expected what could stand there; empty when that would only repeat the message
 * @param suggestion what was probably meant
 */
public record SyntaxError(
        String file,
        int line,
        int column,
        String sourceLine,
        String marker,
        String message,
        String expected,
        @Nullable String suggestion) {

    /** The error as its author should see it. */
    public String render() {
        StringBuilder out = new StringBuilder();
        out.append(file)
                .append(':')
                .append(line)
                .append(':')
                .append(column)
                .append(": ")
                .append(message);
        out.append("\n  | ").append(sourceLine);
        out.append("\n  | ").append(marker);
        if (!expected.isEmpty()) {
            out.append("\n  expected ").append(expected);
        }
        if (suggestion != null) {
            out.append(expected.isEmpty() ? "\n  " : "; ")
                    .append("did you mean `")
                    .append(suggestion)
                    .append("`?");
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return render();
    }
}
