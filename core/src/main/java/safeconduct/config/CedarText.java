package safeconduct.config;

/** Writes text into Cedar policies so that it can only be text. */
final class CedarText {

    private CedarText() {}

    /** A string literal. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> append(out, c));
        return out.append('"').toString();
    }

    /** A pattern of {@code like}: a star stands for anything, everything else for itself. */
    static String pattern(String text) {
        return quoted(text); // A star is a star in both; quotes and backslashes are escaped alike.
    }

    private static void append(StringBuilder out, int c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append((char) c);
        } else if (c < ' ' || c > '~') {
            out.append("\\u{").append(Integer.toHexString(c)).append('}');
        } else {
            out.append((char) c);
        }
    }
}
