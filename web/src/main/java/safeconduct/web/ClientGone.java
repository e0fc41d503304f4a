package safeconduct.web;

import java.io.IOException;
import java.io.Serial;

/** Nobody reads this response any more. A writer that gets it cleans up and returns, or lets it pass. */
public final class ClientGone extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    public ClientGone(Throwable cause) {
        super("the client has gone away", cause);
    }
}
