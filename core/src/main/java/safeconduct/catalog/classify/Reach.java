package safeconduct.catalog.classify;

/** How far a call of a tool goes. */
public enum Reach {
    /** What it is given stays in systems of the owner: own files, own mailbox, own database. */
    CLOSED,
    /** What it is given can get to people or systems outside: a message, a payment, a web request. Unknown is open. */
    OPEN
}
