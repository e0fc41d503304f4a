package safeconduct.web;

import java.io.Serial;

/** The request breaks a rule of HTTP or a limit of this door; says which status that is. {@link Problems} answers it. */
public final class Rejection extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final int status;

    public Rejection(int status, String message) {
        super(message);
        this.status = status;
    }

    public Rejection(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
