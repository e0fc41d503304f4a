package safeconduct.gateway.upstream;

import java.util.Map;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.rpc.Wire;

/** Carries messages to one target for one task, and back. Thread-safe. */
interface Transport extends AutoCloseable {

    /** How an exchange ended. */
    enum Ended {
        ANSWERED,
        /** It was stopped from outside. */
        STOPPED,
        /** The target does not know our session any more, and has done nothing. */
        SESSION_LOST
    }

    /**
     * Sends a request and hands over what comes back for it, the response last.
     *
     * @param request its id is in use by no other request of this transport
     * @param headers for HTTP; without effect elsewhere
     * @throws safeconduct.kernel.Fault UNAVAILABLE when the target cannot be reached, breaks off, or answers nonsense
     */
    Ended exchange(Message.Request request, Map<String, String> headers, Stop stop, Receiver in)
            throws InterruptedException;

    /** Sends what has no response: a notification, or our response to the target. */
    void send(Wire message, Map<String, String> headers) throws InterruptedException;

    /** Hands over what the target says outside any exchange; returns when it is stopped or there is no more. */
    void listen(Map<String, String> headers, Stop stop, Receiver in) throws InterruptedException;

    /** Says that the target has told what it is: from here on it works. */
    default void greeted() {}

    /** Whether it still stands. */
    boolean open();

    @Override
    void close();
}
