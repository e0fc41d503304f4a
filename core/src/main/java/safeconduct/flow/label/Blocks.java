package safeconduct.flow.label;

/**
 * Reads YAML as programs print it: maps and sequences by indentation, plain and quoted texts over several lines, blocks of
 * text. Anchors, tags and the rest are not read: then the whole is one value. One pass over the text, bounded depth.
 */
final class Blocks {

    private static final int DEPTH_MAX = 64;

    private final String text;
    private final Fields fields;
    private int at;
    private int column;
    private int depth;

    /** @param text ends with a line break */
    Blocks(String text, Fields fields) {
        this.text = text;
        this.fields = fields;
    }

    /** Whether the first line starts a sequence or a map. */
    static boolean looksLikeOne(String trimmed) {
        if (trimmed.startsWith("- ")) {
            return true;
        }
        int end = trimmed.indexOf('\n');
        String line = end < 0 ? trimmed : trimmed.substring(0, end);
        int colon = colon(line, 0, line.length());
        return colon > 0 && colon < 80;
    }

    void read() {
        skipBlank();
        node(column);
        skipBlank();
        if (at < text.length()) {
            throw new Unreadable("a line stands where none belongs");
        }
    }

    /** What starts at this column, here. */
    private void node(int indent) {
        if (++depth > DEPTH_MAX) {
            throw new Unreadable("too deep");
        }
        if (dash()) {
            sequence(indent);
        } else if (key() >= 0) {
            map(indent);
        } else {
            fields.value(scalar(indent - 1));
        }
        depth--;
    }

    private void sequence(int indent) {
        fields.open();
        for (int i = 0; at < text.length() && column == indent && dash(); i++) {
            fields.element(i);
            at++;
            column++;
            while (text.charAt(at) == ' ') {
                at++;
                column++;
            }
            if (text.charAt(at) == '\n') {
                nested(indent, false);
            } else {
                node(column);
            }
            skipBlank();
        }
        fields.close();
    }

    private void map(int indent) {
        while (at < text.length() && column == indent && !dash()) {
            int colon = key();
            if (colon < 0) {
                throw new Unreadable("expected a name and a colon");
            }
            fields.enter(unquoted(text.substring(at, colon)));
            column += colon + 1 - at;
            at = colon + 1;
            while (text.charAt(at) == ' ') {
                at++;
                column++;
            }
            if (text.charAt(at) == '\n') {
                nested(indent, true);
            } else {
                inline(indent);
            }
            fields.leave();
            skipBlank();
        }
    }

    /** The value on the lines below: deeper, or a map's sequence at the same depth. Nothing there: there is none. */
    private void nested(int indent, boolean ofMap) {
        skipBlank();
        if (at < text.length() && (column > indent || (ofMap && column == indent && dash()))) {
            node(column);
        }
    }

    private boolean dash() {
        return text.charAt(at) == '-' && (text.charAt(at + 1) == ' ' || text.charAt(at + 1) == '\n');
    }

    private int key() {
        int end = text.indexOf('\n', at);
        return colon(text, at, end < 0 ? text.length() : end);
    }

    /** Where the name before a colon ends, or -1; the colon stands before a space or the end of the line. */
    private static int colon(String text, int from, int to) {
        int i = from;
        if (i < to && (text.charAt(i) == '\'' || text.charAt(i) == '"')) {
            int close = text.indexOf(text.charAt(i), i + 1);
            boolean named = close > 0 && close + 1 < to && text.charAt(close + 1) == ':';
            return named ? close + 1 : -1;
        }
        for (; i < to; i++) {
            if (text.charAt(i) == ':' && (i + 1 == to || text.charAt(i + 1) == ' ')) {
                return i > from ? i : -1;
            }
        }
        return -1;
    }

    private static String unquoted(String key) {
        boolean quoted = key.length() > 1 && (key.charAt(0) == '\'' || key.charAt(0) == '"');
        return quoted ? key.substring(1, key.length() - 1) : key.strip();
    }

    private void inline(int indent) {
        char first = text.charAt(at);
        String value = scalar(indent);
        if (first == '[' || first == '{') {
            new Literals(value, fields).read();
        } else {
            fields.value(value);
        }
    }

    /** A value that starts here; lines deeper than the indent go on with it. */
    private String scalar(int indent) {
        char first = text.charAt(at);
        if (first == '\'' || first == '"') {
            return quoted(first);
        }
        if (first == '|' || first == '>') {
            at = text.indexOf('\n', at) + 1;
            return lines(indent, "\n");
        }
        if (first == '&' || first == '*' || first == '!') {
            throw new Unreadable("not read here");
        }
        String value = lines(indent, " ").strip();
        return value.equals("null") || value.equals("~") ? "" : value;
    }

    private String lines(int indent, String joint) {
        StringBuilder out = new StringBuilder();
        boolean first = true;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            int start = at;
            while (start < end && text.charAt(start) == ' ') {
                start++;
            }
            if (!first && start < end && start - at <= indent) {
                break;
            }
            out.append(first ? "" : joint).append(text, start, end);
            first = false;
            at = end + 1;
        }
        column = 0;
        return out.toString();
    }

    private String quoted(char quote) {
        StringBuilder out = new StringBuilder();
        at++;
        for (; ; at++) {
            if (at >= text.length()) {
                throw new Unreadable("a quote is not closed");
            }
            char c = text.charAt(at);
            if (c == quote && quote == '\'' && text.charAt(at + 1) == '\'') {
                at++;
            } else if (c == quote) {
                break;
            } else if (c == '\\' && quote == '"') {
                c = escaped();
                if (c == '\0') {
                    continue;
                }
            } else if (c == '\n') {
                folded(out);
                continue;
            }
            out.append(c);
        }
        at++;
        endOfLine();
        return out.toString();
    }

    /** What follows a backslash; at the end of a line it joins the next one. */
    private char escaped() {
        at++;
        char letter = text.charAt(at);
        if (letter == '\n') {
            while (at + 1 < text.length() && text.charAt(at + 1) == ' ') {
                at++;
            }
            return '\0';
        }
        int digits = letter == 'x' ? 2 : letter == 'u' ? 4 : 0;
        if (digits > 0 && at + digits < text.length()) {
            int start = at + 1;
            at += digits;
            try {
                return (char) Integer.parseInt(text, start, start + digits, 16);
            } catch (NumberFormatException notHexadecimal) {
                throw new Unreadable("a character is not written in hexadecimal");
            }
        }
        return Escapes.of(letter);
    }

    /** A line break within quotes is a space; each empty line after it a line break. */
    private void folded(StringBuilder out) {
        int breaks = 0;
        while (at + 1 < text.length() && (text.charAt(at + 1) == ' ' || text.charAt(at + 1) == '\n')) {
            at++;
            breaks += text.charAt(at) == '\n' ? 1 : 0;
        }
        out.append(breaks == 0 ? " " : "\n".repeat(breaks));
    }

    private void endOfLine() {
        while (text.charAt(at) == ' ') {
            at++;
        }
        if (text.charAt(at) != '\n') {
            throw new Unreadable("something follows a quoted text");
        }
        at++;
        column = 0;
    }

    private void skipBlank() {
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
            column = 0;
        }
        while (at < text.length()) {
            int start = at;
            while (start < text.length() && text.charAt(start) == ' ') {
                start++;
            }
            if (start < text.length() && text.charAt(start) != '\n') {
                column += start - at;
                at = start;
                return;
            }
            at = start + 1;
            column = 0;
        }
    }
}
