package safeconduct.server;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import safeconduct.brokers.postgres.HaltingBrokerFactory;

/** The server as it is, in a process of its own that stops at a named point for ever, so that a test can kill it there. */
final class HaltingServer {

    private HaltingServer() {}

    /** Arguments: the folder of the configuration, the name of the point, and whether it counts before a door is open. */
    public static void main(String[] args) throws InterruptedException {
        AtomicBoolean armed = new AtomicBoolean(Boolean.parseBoolean(args[2]));
        Consumer<String> halt = point -> {
            if (armed.get() && point.equals(args[1])) {
                System.out.println("waiting at " + point);
                hang();
            }
        };
        HaltingBrokerFactory.tell(halt);
        try (Server server =
                new Server(LiveRules.read(Path.of(args[0])), stores -> HaltingStores.around(stores, halt))) {
            armed.set(true);
            System.out.println("serving at " + server.address());
            server.await();
        }
    }

    private static void hang() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
