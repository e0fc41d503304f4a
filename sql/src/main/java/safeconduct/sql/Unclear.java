package safeconduct.sql;

import java.io.Serial;

/** Leaves the reading of a statement that cannot be understood as a whole; never leaves this package. */
final class Unclear extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** @param reason for people; never quotes values */
    Unclear(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
