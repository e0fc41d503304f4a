package safeconduct.cedar.syntax;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into tokens. What is no token is reported and left out. */
public final class Lexer {
    private static final List<String> PAIRS = List.of("::", "==", "!=", "<=", ">=", "||", "&&");
    private static final String SINGLES = "@.,;:(){}[]<>+-*/%!=?";

    private final String text;
    private final Errors errors;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    Lexer(String text, Errors errors) {
        this.text = text;
        this.errors = errors;
    }

    List<Token> tokens() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isSpace(c)) {
                at++;
            } else if (text.startsWith("//", at)) {
                skipComment();
            } else {
                token(c);
            }
        }
        tokens.add(new Token(Token.Kind.END, "", at, at));
        return tokens;
    }

    private void skipComment() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    private void token(char c) {
        if (isWordStart(c)) {
            add(Token.Kind.WORD, wordEnd(at));
        } else if (c == '?' && at + 1 < text.length() && isWordStart(text.charAt(at + 1))) {
            add(Token.Kind.SLOT, wordEnd(at + 1));
        } else if (isDigit(c)) {
            int end = at;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            add(Token.Kind.NUMBER, end);
        } else if (c == '"') {
            string();
        } else {
            symbol(c);
        }
    }

    private void string() {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            boolean escape = text.charAt(end) == '\\' && end + 1 < text.length() && text.charAt(end + 1) != '\n';
            end += escape ? 2 : 1;
        }
        if (end >= text.length()) {
            errors.add(at, at + 1, "the string that starts here does not end", "`\"`");
            at = text.length();
            return;
        }
        add(Token.Kind.STRING, end + 1);
    }

    private void symbol(char c) {
        String pair = at + 2 <= text.length() ? text.substring(at, at + 2) : "";
        if (PAIRS.contains(pair)) {
            add(Token.Kind.SYMBOL, at + 2);
        } else if (SINGLES.indexOf(c) >= 0) {
            add(Token.Kind.SYMBOL, at + 1);
        } else {
            int end = at + Character.charCount(text.codePointAt(at));
            errors.add(
                    at,
                    end,
                    "`" + text.substring(at, end) + "` is no part of Cedar",
                    "a word, number, string or symbol");
            at = end;
        }
    }

    private void add(Token.Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at, end));
        at = end;
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < text.length() && (isWordStart(text.charAt(end)) || isDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isWordStart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** True when the text is one word: a name without path. */
    public static boolean isWord(String text) {
        if (text.isEmpty() || !isWordStart(text.charAt(0))) {
            return false;
        }
        return text.chars().allMatch(c -> isWordStart((char) c) || isDigit((char) c));
    }

    /** White space as Unicode defines it. */
    private static boolean isSpace(char c) {
        return c == ' '
                || (c >= '\t' && c <= '\r')
                || c == 0x85
                || c == 0xa0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200a)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000;
    }
}
