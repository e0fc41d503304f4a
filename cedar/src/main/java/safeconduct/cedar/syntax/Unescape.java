package safeconduct.cedar.syntax;

import java.util.ArrayList;
import java.util.List;
import safeconduct.cedar.ast.Pattern;

/** Reads the escapes of a string literal. */
final class Unescape {
    private static final int HEX_DIGITS_MAX = 6;

    private final Token token;
    private final Errors errors;
    private final boolean pattern;
    private final List<String> pieces = new ArrayList<>();
    private StringBuilder piece = new StringBuilder();
    private int at;

    private Unescape(Token token, Errors errors, boolean pattern) {
        this.token = token;
        this.errors = errors;
        this.pattern = pattern;
    }

    /** The text of a string token. */
    static String text(Token token, Errors errors) {
        if (token.text().indexOf('\\') < 0 && token.text().indexOf('\r') < 0) {
            return token.text().substring(1, token.text().length() - 1);
        }
        Unescape reader = new Unescape(token, errors, false);
        reader.run();
        return reader.piece.toString();
    }

    /** The pattern of a string token: a {@code *} is a wildcard unless escaped. */
    static Pattern pattern(Token token, Errors errors) {
        Unescape reader = new Unescape(token, errors, true);
        reader.run();
        reader.pieces.add(reader.piece.toString());
        return new Pattern(reader.pieces);
    }

    private void run() {
        String raw = token.text();
        int end = raw.length() - 1;
        at = 1;
        while (at < end) {
            int start = at;
            char c = raw.charAt(at++);
            if (c == '\\') {
                escape(raw, start);
            } else if (c == '*' && pattern) {
                pieces.add(piece.toString());
                piece = new StringBuilder();
            } else if (c == '\r') {
                bad(start, "a carriage return in a string must be written `\\r`");
            } else {
                piece.append(c);
            }
        }
    }

    private void escape(String raw, int start) {
        char c = raw.charAt(at++);
        switch (c) {
            case 'n' -> piece.append('\n');
            case 'r' -> piece.append('\r');
            case 't' -> piece.append('\t');
            case '0' -> piece.append('\0');
            case '\\', '\'', '"' -> piece.append(c);
            case 'x' -> ascii(raw, start);
            case 'u' -> unicode(raw, start);
            case '*' -> {
                if (pattern) {
                    piece.append('*');
                } else {
                    bad(start, "`\\*` is an escape in patterns only");
                }
            }
            default -> bad(start, "there is no escape `\\" + c + "`");
        }
    }

    private void ascii(String raw, int start) {
        int high = at < raw.length() - 1 ? hex(raw.charAt(at)) : -1;
        int low = at + 1 < raw.length() - 1 ? hex(raw.charAt(at + 1)) : -1;
        if (high < 0 || low < 0 || high > 7) {
            bad(start, "`\\x` is followed by two hexadecimal digits, at most `7F`");
            return;
        }
        at += 2;
        piece.append((char) (high << 4 | low));
    }

    private void unicode(String raw, int start) {
        int close = raw.indexOf('}', at);
        if (close < 0 || raw.charAt(at) != '{' || raw.charAt(at + 1) == '_') {
            bad(start, "`\\u` is followed by one to six hexadecimal digits in braces");
            return;
        }
        String digits = raw.substring(at + 1, close).replace("_", "");
        boolean fine = !digits.isEmpty() && digits.length() <= HEX_DIGITS_MAX;
        int code = fine && digits.chars().allMatch(c -> hex((char) c) >= 0) ? Integer.parseInt(digits, 16) : -1;
        at = close + 1;
        if (code < 0 || !Character.isValidCodePoint(code) || (code >= 0xd800 && code <= 0xdfff)) {
            bad(start, "`\\u{" + digits + "}` is no character");
            return;
        }
        piece.appendCodePoint(code);
    }

    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private void bad(int start, String message) {
        errors.add(token.start() + start, token.start() + Math.max(at, start + 1), message, "");
    }
}
