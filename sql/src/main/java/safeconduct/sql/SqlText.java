package safeconduct.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits SQL into words as PostgreSQL does, and refuses every text in which PostgreSQL and another parser could see
 * different words: comments, escapes, dollar quotes, prefixed strings, several statements, anything beyond ASCII outside
 * string literals.
 */
final class SqlText {

    static final int LENGTH_MAX = 32 * 1024;
    static final int TOKENS_MAX = 4_000;
    static final int NESTING_MAX = 24;
    static final int IDENTIFIER_LENGTH_MAX = 63;

    private static final String OPERATORS = "+-*/<>=~!%^&|";
    private static final String PUNCTUATION = "(),.[]:";

    /** What kind of word it is. */
    enum Kind {
        /** An unquoted name or keyword, folded to lower case. */
        WORD,
        /** A quoted name, exact, without its quotes. */
        QUOTED,
        STRING,
        NUMBER,
        /** One character of an operator or of punctuation. */
        SIGN
    }

    /** One word. The text of a string literal is not kept. */
    record Token(Kind kind, String text) {
        boolean is(String sign) {
            return kind != Kind.QUOTED && text.equals(sign);
        }
    }

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int nesting;

    private SqlText(String sql) {
        this.sql = sql;
    }

    /** @throws Unclear when two parsers could disagree about it */
    static List<Token> split(String sql) {
        if (sql.length() > LENGTH_MAX) {
            throw new Unclear("longer than " + LENGTH_MAX + " characters");
        }
        SqlText text = new SqlText(sql);
        text.run();
        return text.tokens;
    }

    private void run() {
        while (at < sql.length()) {
            step(sql.charAt(at));
            if (tokens.size() > TOKENS_MAX) {
                throw new Unclear("more than " + TOKENS_MAX + " words");
            }
        }
        if (nesting != 0) {
            throw new Unclear("a parenthesis is not closed");
        }
        if (tokens.isEmpty()) {
            throw new Unclear("no statement, expected one");
        }
    }

    private void step(char c) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            at++;
        } else if (letter(c)) {
            word();
        } else if (digit(c) || (c == '.' && digit(peek(1)))) {
            number();
        } else if (c == '\'') {
            string();
        } else if (c == '"') {
            quoted();
        } else if (c == ';') {
            end();
        } else {
            sign(c);
        }
    }

    private void word() {
        int start = at;
        while (at < sql.length() && (letter(sql.charAt(at)) || digit(sql.charAt(at)))) {
            at++;
        }
        char next = peek(0);
        if (next == '\'' || (next == '&' && (peek(1) == '\'' || peek(1) == '"'))) {
            throw new Unclear("a string with a prefix (`E''`, `U&''`, `B''` …) is not read, expected a plain `'…'`");
        }
        if (next == '$') {
            throw new Unclear("`$` is not read: no dollar quotes, no `$` in names, no `$1`");
        }
        add(Kind.WORD, identifier(sql.substring(start, at)).toLowerCase(Locale.ROOT));
    }

    private void number() {
        int start = at;
        digits();
        if (peek(0) == '.') {
            at++;
            digits();
        }
        if (peek(0) == 'e' || peek(0) == 'E') {
            at += peek(1) == '+' || peek(1) == '-' ? 2 : 1;
            if (!digit(peek(0))) {
                throw new Unclear("a number with an odd end, expected digits, a point, an exponent");
            }
            digits();
        }
        if (letter(peek(0)) || peek(0) == '.' || peek(0) == '$') {
            throw new Unclear("a number with an odd end, expected digits, a point, an exponent");
        }
        add(Kind.NUMBER, sql.substring(start, at));
    }

    private void digits() {
        while (digit(peek(0))) {
            at++;
        }
    }

    private void string() {
        before();
        for (at++; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c == '\\') {
                throw new Unclear("a backslash in a string literal can be read in two ways; leave it out");
            }
            if (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r') {
                throw new Unclear("a control character in a string literal");
            }
            if (c == '\'' && peek(1) == '\'') {
                at++;
            } else if (c == '\'') {
                at++;
                add(Kind.STRING, "");
                return;
            }
        }
        throw new Unclear("a string literal is not closed");
    }

    /** PostgreSQL reads {@code anytype 'text'} as a cast, and joins strings that stand one below the other. */
    private void before() {
        Token last = tokens.isEmpty() ? new Token(Kind.SIGN, "") : tokens.getLast();
        boolean expected =
                switch (last.kind()) {
                    case WORD -> Words.RESERVED.contains(last.text()) || Words.BEFORE_STRING.contains(last.text());
                    case SIGN -> !last.text().equals(")") && !last.text().equals("]");
                    case QUOTED, STRING, NUMBER -> false;
                };
        if (!expected) {
            throw new Unclear("a string literal where an operator, a comma or a keyword is expected");
        }
    }

    private void quoted() {
        int end = sql.indexOf('"', at + 1);
        if (end < 0) {
            throw new Unclear("a quoted name is not closed");
        }
        String name = sql.substring(at + 1, end);
        boolean plain = !name.isBlank()
                && name.chars().allMatch(c -> letter((char) c) || digit((char) c) || c == ' ' || c == '-');
        char next = end + 1 < sql.length() ? sql.charAt(end + 1) : ' ';
        if (!plain || next == '"' || next == '\'') {
            throw new Unclear("a quoted name with unusual characters, expected letters, digits, `_`, `-` and spaces");
        }
        at = end + 1;
        add(Kind.QUOTED, identifier(name));
    }

    private void end() {
        for (int rest = at + 1; rest < sql.length(); rest++) {
            if (!Character.isWhitespace(sql.charAt(rest)) || sql.charAt(rest) > ' ') {
                throw new Unclear("more than one statement, or a `;` before the end; expected exactly one statement");
            }
        }
        at = sql.length();
    }

    private void sign(char c) {
        if ((c == '-' && peek(1) == '-') || (c == '/' && peek(1) == '*')) {
            throw new Unclear("comments are not read; leave them out");
        }
        if (c == ':' && peek(1) == ':') {
            add(Kind.SIGN, "::");
            at += 2;
            return;
        }
        if (c == ':' || (OPERATORS.indexOf(c) < 0 && PUNCTUATION.indexOf(c) < 0)) {
            throw new Unclear("the character " + shown(c) + " is not read outside string literals");
        }
        nest(c);
        add(Kind.SIGN, String.valueOf(c));
        at++;
    }

    private void nest(char c) {
        if (c == '(' || c == '[') {
            nesting++;
        } else if (c == ')' || c == ']') {
            nesting--;
        }
        if (nesting > NESTING_MAX) {
            throw new Unclear("nested deeper than " + NESTING_MAX + " parentheses");
        }
        if (nesting < 0) {
            throw new Unclear("a parenthesis is closed that was not opened");
        }
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text));
    }

    private static String identifier(String name) {
        if (name.length() > IDENTIFIER_LENGTH_MAX) {
            throw new Unclear("a name longer than " + IDENTIFIER_LENGTH_MAX + " bytes, which PostgreSQL would cut");
        }
        return name;
    }

    private static String shown(char c) {
        return c > ' ' && c < 127 ? "`" + c + "`" : String.format(Locale.ROOT, "U+%04X", (int) c);
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : ' ';
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
