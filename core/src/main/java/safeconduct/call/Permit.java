package safeconduct.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import safeconduct.catalog.Target;
import safeconduct.catalog.Tool;
import safeconduct.grant.Credential;
import safeconduct.policy.Envelope;

/** The leave to carry out one allowed call, and the meter of what it uses. Thread-safe. */
public interface Permit {

    /** Index of the decision's record in the ledger. */
    long decision();

    Envelope envelope();

    Target target();

    /** The tool as the operator knows it; for other methods one that stands for the method. */
    Tool tool();

    /** The task's credential at this target; empty when the target needs none. */
    Optional<Credential> credential();

    /**
     * Whether it may still be done, asked just before the first byte goes to the target: task active, containment
     * unchanged. After a yes the call counts as in flight, and {@link #whenStopped} is heard.
     */
    boolean leave();

    /** Runs when the call must stop: end of the task, containment, cancellation. At once, if that has already happened. */
    void whenStopped(Runnable stop);

    /** How many of so many rows may still be passed on; they are used up by asking. */
    int admitRows(int rows);

    /** Whether so many bytes may still be passed on; if so they are used up by asking. */
    boolean admit(long bytes);

    /**
     * The agent is about to see this response, whole as it is passed on. Called before it goes on, so that the next call is judged
     * by it.
     */
    void saw(JsonNode response);

    /** What is left of the budget of rows for this call. */
    long rowsLeft();

    /** What is left of the budget of bytes for this call. */
    long bytesLeft();
}
