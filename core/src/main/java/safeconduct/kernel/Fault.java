package safeconduct.kernel;

import java.io.Serial;

/**
 * The operation was not carried out. A refusal is not a fault: it is an answer, and has a type of its own.
 */
public final class Fault extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** What the caller can do about it. These words are public: counted, logged, documented, never renamed. */
    public enum Code {
        /** Send something else. */
        INVALID,
        /** Name something that exists. */
        NOT_FOUND,
        /** Read again, then retry: another writer was first. */
        CONFLICT,
        /** Slow down, or ask for less. */
        EXHAUSTED,
        /** Retry later: a thing we depend on is away. */
        UNAVAILABLE,
        /** Tell the operator. */
        INTERNAL
    }

    private final Code code;
    private final String message;

    public Fault(Code code, String message) {
        super(message);
        this.code = code;
        this.message = message;
    }

    public Fault(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.message = message;
    }

    /** What was not carried out, and what was expected; without secrets. */
    @Override
    public String getMessage() {
        return message;
    }

    public Code code() {
        return code;
    }
}
