package safeconduct.catalog.classify;

/** Who can write what a tool returns, at most. */
public enum Authors {
    /** The owner and the owner's systems only: balance, settings, clock. */
    OWN,
    /** Records of the owner's systems with words of others in them: mailbox, calendar, transactions, shared files. */
    MIXED,
    /** Strangers, as a whole: web pages, search engines, public posts. Unknown is foreign. */
    FOREIGN
}
