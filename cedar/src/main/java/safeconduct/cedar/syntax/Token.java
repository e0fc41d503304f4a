package safeconduct.cedar.syntax;

/** A piece of the text: {@code [start, end)}. */
record Token(Kind kind, String text, int start, int end) {

    enum Kind {
        WORD,
        NUMBER,
        STRING,
        SLOT,
        SYMBOL,
        END
    }

    boolean is(String symbolOrWord) {
        return (kind == Kind.SYMBOL || kind == Kind.WORD) && text.equals(symbolOrWord);
    }

    /** For messages. */
    String shown() {
        return kind == Kind.END ? "end of text" : "`" + text + "`";
    }
}
