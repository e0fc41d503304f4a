package safeconduct.cli;

import safeconduct.kernel.Fault;

/** What a command says with its exit code; scripts rely on it. */
public final class Exit {

    public static final int OK = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int DENIED = 3;
    public static final int PENDING = 4;
    public static final int NOT_VERIFIED = 5;

    private Exit() {}

    public static int of(Fault.Code code) {
        return switch (code) { // No default: a new code must choose its exit here.
            case INVALID -> USAGE;
            case NOT_FOUND, CONFLICT, EXHAUSTED, UNAVAILABLE, INTERNAL -> FAILED;
        };
    }
}
