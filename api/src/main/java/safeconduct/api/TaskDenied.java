package safeconduct.api;

import java.io.Serial;

/** The server said no to a task. Nothing was opened. */
public final class TaskDenied extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * With what the server said.
     *
     * @param code the word for programs
     */
    public TaskDenied(String code, String explanation) {
        super(explanation.isEmpty() || explanation.equals(code) ? code : code + ": " + explanation);
    }
}
