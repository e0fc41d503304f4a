package safeconduct.flow.trace;

import java.util.Locale;

/** Where the value of an argument comes from, from the most to the least that it can permit. */
public enum Origin {
    /** There is none, or it is a switch or one of the values that the tool itself names. */
    CONSTANT,
    /** The user's words hold it whole. */
    GOAL,
    /** A parameter of the purpose, vouched for. */
    PARAMETER,
    /** A field of a system of record, whole. */
    RECORD,
    /** A field of one of several records, which nothing that the user said tells from the others. */
    LISTED,
    /** The same, and content of strangers names it too: whoever wrote that may have chosen it. */
    CONTESTED,
    /** The only one of its kind in a source that the user asked to act on: {@code pay the bill X}. */
    NAMED,
    /** The user's words hold it, for something else than this. */
    MENTIONED,
    /** Our system attests it, but a stranger made it appear there: the sender of a mail. */
    ATTESTED,
    /** The only one of its kind in a source that the user pointed at for another reason: {@code read X and …}. */
    POINTED,
    /** Nobody has seen it before: the agent's own words. */
    OWN,
    /** One of several of its kind in a source that the user pointed at. */
    AMBIGUOUS,
    /** Only content that strangers can write holds it. */
    FOREIGN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Origin worse(Origin other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public Origin better(Origin other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
