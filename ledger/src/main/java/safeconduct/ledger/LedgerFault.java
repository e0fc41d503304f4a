package safeconduct.ledger;

/** The operation was not carried out. The only exception that this module throws on purpose. */
public final class LedgerFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the caller can do about it. */
    public enum Code {
        /** Send something else: malformed, too large, or out of range. */
        INVALID,
        /** Make room on the disk, then try again: nothing was damaged. */
        FULL,
        /** Another process holds this directory. */
        LOCKED,
        /** What is on the disk is not what was written: run the verifier. */
        DAMAGED,
        /** The disk failed: open the ledger again. */
        UNAVAILABLE,
        /** This ledger was closed. */
        CLOSED,
        /** The payload was dropped by retention: only its hash is left. */
        DROPPED
    }

    /** What the caller can do about it. */
    private final Code code;

    /** A fault with a message for the operator. */
    public LedgerFault(Code code, String message) {
        super(message);
        this.code = code;
    }

    /** A fault that another exception caused. */
    public LedgerFault(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What the caller can do about it. */
    public Code code() {
        return code;
    }

    /** A fault for input that is not what was expected. */
    public static LedgerFault invalid(String message) {
        return new LedgerFault(Code.INVALID, message);
    }

    /** A fault for files that are not as they were written. */
    public static LedgerFault damaged(String message) {
        return new LedgerFault(Code.DAMAGED, message);
    }
}
