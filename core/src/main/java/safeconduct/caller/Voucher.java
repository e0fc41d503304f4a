package safeconduct.caller;

/** Who said a goal, a parameter or a user. What only an agent says is a request: it can narrow, never widen. */
public enum Voucher {
    /** The user, by a verified token or a page. */
    USER,
    /** The program that starts agents, registered as such. */
    ORCHESTRATOR,
    /** Only the agent itself. */
    AGENT
}
