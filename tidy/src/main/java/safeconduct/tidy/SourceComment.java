package safeconduct.tidy;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A documentation comment, as one line of Markdown.
 *
 * @param text what it says before its tags
 * @param parameters what it says about each {@code @param}
 */
record SourceComment(String text, Map<String, String> parameters) {

    private static final Pattern TAG = Pattern.compile("(?m)^\\s*@");
    private static final Pattern INLINE = Pattern.compile("\\{@\\w+\\s+([^}]*)\\}");
    private static final String PARAMETER = "param ";

    SourceComment {
        parameters = Map.copyOf(parameters);
    }

    /** Reads it; without a comment there is nothing said. */
    static SourceComment of(@Nullable String comment) {
        if (comment == null) {
            return new SourceComment("", Map.of());
        }
        var parts = TAG.split(comment, -1);
        var parameters = new HashMap<String, String>();
        for (var part : parts) {
            if (part.startsWith(PARAMETER)) {
                var words = part.substring(PARAMETER.length()).strip();
                var end = words.indexOf(' ');
                parameters.put(end < 0 ? words : words.substring(0, end), end < 0 ? "" : line(words.substring(end)));
            }
        }
        return new SourceComment(line(parts[0]), parameters);
    }

    private static String line(String text) {
        return INLINE.matcher(text)
                .replaceAll("`$1`")
                .replaceAll("</?[a-z]+>", "")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }
}
