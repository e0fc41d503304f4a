package safeconduct.gateway.upstream;

import safeconduct.gateway.rpc.Message;

/** Gets what a target sends, one message after the other. The target waits while it does not return. */
@FunctionalInterface
public interface Receiver {
    void receive(Message message) throws InterruptedException;
}
