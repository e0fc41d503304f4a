package safeconduct.cli;

import safeconduct.kernel.Fault;

/** What a command says with its exit code; scripts rely on it. */
final class Exit {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int DENIED = 3;
    static final int PENDING = 4;
    static final int NOT_VERIFIED = 5;

    private Exit() {}

    static int of(Fault.Code code) {
        return switch (code) { // No default: a new code must choose its exit here.
            case INVALID -> USAGE;
            case NOT_FOUND, CONFLICT, EXHAUSTED, UNAVAILABLE, INTERNAL -> FAILED;
        };
    }
}
