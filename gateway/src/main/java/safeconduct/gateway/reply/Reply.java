package safeconduct.gateway.reply;

import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.rpc.Wire;

/** Where the answer to one request goes. For one call; thread-safe. */
public interface Reply {

    /** Something that comes before the response. Waits while the agent reads slowly. */
    void event(Wire message);

    /** The response; later ones are dropped, since a request has one. */
    void end(Message.Response response);

    boolean ended();

    /** Whether what comes before the response reaches the agent at once, so that it can answer a question. */
    boolean live();
}
