package safeconduct.catalog.classify;

/** What a value in a result is worth, by who can have put it there. The order is from most to least. */
public enum Trust {
    /** Our own system keeps or computed it: it may permit, and taints nothing. */
    RECORD,
    /**
     * Our system attests that it is so, but a stranger made it appear there: sender of a mail, who shared a file. It taints
     * nothing (a whole address or date carries no instruction), and permits nothing by itself.
     */
    ATTESTED,
    /** Anyone may have written it: it taints, and permits nothing. Unknown is foreign. */
    FOREIGN
}
