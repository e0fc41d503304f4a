package safeconduct.cedar.syntax;

import java.util.ArrayList;
import java.util.List;

/** Walks over the tokens of one text. */
final class Cursor {
    final Errors errors;
    private final List<Token> tokens;
    private int at;

    /** Thrown to go on with the next policy, after the error was noted. */
    static final class Panic extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Panic() {
            super("syntax error", null, false, false);
        }
    }

    Cursor(List<Token> tokens, Errors errors) {
        this.tokens = tokens;
        this.errors = errors;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    /** Where the last token ended. */
    int lastEnd() {
        return at == 0 ? 0 : tokens.get(at - 1).end();
    }

    boolean atEnd() {
        return peek().kind() == Token.Kind.END;
    }

    boolean skip(String text) {
        if (!peek().is(text)) {
            return false;
        }
        next();
        return true;
    }

    void expect(String text) {
        if (!skip(text)) {
            throw unexpected("`" + text + "`");
        }
    }

    Token expect(Token.Kind kind, String expected) {
        if (peek().kind() != kind) {
            throw unexpected(expected);
        }
        return next();
    }

    Panic unexpected(String expected) {
        return fail(peek(), "unexpected " + peek().shown(), expected);
    }

    Panic fail(Token token, String message, String expected) {
        errors.add(token.start(), Math.max(token.end(), token.start() + 1), message, expected);
        return new Panic();
    }

    /** Goes behind the next {@code ;}, where the next policy may start. */
    void skipStatement() {
        while (!atEnd() && !next().is(";")) {
            // Tokens of the broken policy.
        }
    }

    /** A list in brackets whose opening one was read; a comma may stand at its end. */
    <T> List<T> list(String close, java.util.function.Supplier<T> element) {
        List<T> elements = new ArrayList<>();
        while (!skip(close)) {
            elements.add(element.get());
            if (!peek().is(close) && !skip(",")) {
                throw unexpected("`,` or `" + close + "`");
            }
        }
        return elements;
    }
}
