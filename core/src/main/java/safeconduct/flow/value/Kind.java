package safeconduct.flow.value;

/** What a value is, as far as it matters for comparing it. */
public enum Kind {
    EMAIL,
    URL,
    HOST,
    IBAN,
    DATE,
    NUMBER,
    /** Name of a file, or a path. */
    FILE,
    /** Name of a user or channel with its mark: {@code @ann}, {@code #general}. */
    HANDLE,
    /** A word with a digit in it: an id, a code, a reference. */
    CODE,
    /** Anything else: names, words, sentences. */
    TEXT;

    /** Whether it says where something can go, all by itself. */
    public boolean addresses() {
        return this == EMAIL || this == URL || this == HOST || this == IBAN;
    }

    /** Whether a value of it can hold no instruction, however it was written. */
    public boolean inert() {
        return this == NUMBER || this == DATE;
    }
}
