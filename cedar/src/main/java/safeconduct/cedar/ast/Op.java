package safeconduct.cedar.ast;

/** What can stand between two expressions. */
public enum Op {
    EQ("=="),
    NE("!="),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">="),
    IN("in"),
    ADD("+"),
    SUB("-"),
    MUL("*"),
    CONTAINS("contains"),
    CONTAINS_ALL("containsAll"),
    CONTAINS_ANY("containsAny"),
    HAS_TAG("hasTag"),
    GET_TAG("getTag");

    private final String word;

    Op(String word) {
        this.word = word;
    }

    /** As written in Cedar text, and in Cedar JSON. */
    public String word() {
        return word;
    }

    /** True when it is written {@code left.word(right)}. */
    public boolean isMethod() {
        return switch (this) {
            case CONTAINS, CONTAINS_ALL, CONTAINS_ANY, HAS_TAG, GET_TAG -> true;
            default -> false;
        };
    }
}
