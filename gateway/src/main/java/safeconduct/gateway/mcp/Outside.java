package safeconduct.gateway.mcp;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import safeconduct.gateway.rpc.Codes;
import safeconduct.gateway.rpc.Failure;
import safeconduct.gateway.rpc.Message;
import safeconduct.gateway.upstream.Stop;
import safeconduct.gateway.upstream.Upstream;

/**
 * What a target says outside any call. Nothing there is decided on or metered, so only what carries no data goes on: that
 * something has changed. Log messages do not, and a question is refused.
 */
final class Outside {

    private static final Set<String> PASSED = Set.of(
            "notifications/tools/list_changed",
            "notifications/resources/list_changed",
            "notifications/prompts/list_changed",
            "notifications/resources/updated");

    private Outside() {}

    /** Whether this may reach an agent outside a call. */
    static boolean passes(Message.Notification said) {
        return PASSED.contains(said.method());
    }

    /** Where it goes. */
    interface Ear {
        void hear(Message.Notification said);
    }

    /** Passes on what may be, until it is stopped. */
    static void listen(Upstream upstream, Stop stop, Ear ear) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        stop.whenStopped(stopped::countDown);
        upstream.listen(stop, message -> {
            switch (message) {
                case Message.Notification said when passes(said) -> ear.hear(said);
                case Message.Request asked ->
                    upstream.send(Failure.of(Codes.METHOD_NOT_FOUND, "the agent cannot be asked outside a call")
                            .to(asked.id())
                            .wire());
                default -> {}
            }
        });
        stopped.await(); // The target may have no such stream; the agent's stays open all the same.
    }
}
