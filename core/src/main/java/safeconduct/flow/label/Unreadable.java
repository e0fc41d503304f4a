package safeconduct.flow.label;

import java.io.Serial;

/** A text is not of the form that was tried. */
final class Unreadable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    Unreadable(String why) {
        super(why, null, false, false);
    }
}
