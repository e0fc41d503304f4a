package safeconduct.flow.label;

/** Reads values as Python prints them: dictionaries, lists, tuples, quoted texts, bare words. One pass, bounded depth. */
final class Literals {

    private static final int DEPTH_MAX = 64;

    private final String text;
    private final Fields fields;
    private int at;
    private int depth;

    Literals(String text, Fields fields) {
        this.text = text;
        this.fields = fields;
    }

    void read() {
        value();
        space();
        if (at < text.length()) {
            throw new Unreadable("something follows the value");
        }
    }

    private void value() {
        space();
        switch (peek()) {
            case '{' -> map();
            case '[' -> sequence(']');
            case '(' -> sequence(')');
            case '\'', '"' -> fields.value(quoted());
            default -> bare();
        }
    }

    private void map() {
        deeper();
        at++;
        space();
        while (peek() != '}') {
            String key = peek() == '\'' || peek() == '"' ? quoted() : word();
            space();
            if (peek() == ':') {
                at++;
                fields.enter(key);
                value();
                fields.leave();
            } else {
                fields.value(key);
            }
            next('}');
        }
        at++;
        depth--;
    }

    private void sequence(char close) {
        deeper();
        at++;
        fields.open();
        space();
        for (int i = 0; peek() != close; i++) {
            fields.element(i);
            value();
            next(close);
        }
        fields.close();
        at++;
        depth--;
    }

    private void next(char close) {
        space();
        if (peek() == ',') {
            at++;
            space();
        } else if (peek() != close) {
            throw new Unreadable("expected a comma");
        }
    }

    /** A number, a word, or what looks like a call: its name is dropped, its arguments are values. */
    private void bare() {
        String word = word();
        space();
        if (at < text.length() && text.charAt(at) == '(') {
            sequence(')');
        } else if (at < text.length() && text.charAt(at) == '=') {
            at++;
            fields.enter(word);
            value();
            fields.leave();
        } else if (!word.equals("None") && !word.equals("null")) {
            fields.value(word);
        }
    }

    private String word() {
        int start = at;
        while (at < text.length() && ",:=()[]{} \n\r\t'\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw new Unreadable("expected a value");
        }
        return text.substring(start, at);
    }

    private String quoted() {
        char quote = text.charAt(at++);
        StringBuilder out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            out.append(c == '\\' && at < text.length() ? Escapes.of(text.charAt(at++)) : c);
        }
        if (at >= text.length()) {
            throw new Unreadable("a quote is not closed");
        }
        at++;
        return out.toString();
    }

    private void deeper() {
        if (++depth > DEPTH_MAX) {
            throw new Unreadable("too deep");
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw new Unreadable("it breaks off");
        }
        return text.charAt(at);
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
