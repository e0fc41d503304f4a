package safeconduct.kernel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Work that runs beside requests: each piece has a name and a virtual thread. When one dies of a bug, {@code whenOneDies}
 * is told, so that a server can stop in order instead of going on without it. Closing interrupts all and waits for them.
 */
public final class Background implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Background.class.getName());

    /** A piece of background work; it should return soon after it is interrupted. */
    @FunctionalInterface
    public interface Work {
        void run() throws InterruptedException;
    }

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Consumer<String> whenOneDies;

    /** @param whenOneDies gets the name of the piece that died */
    public Background(Consumer<String> whenOneDies) {
        this.whenOneDies = whenOneDies;
    }

    /** Starts a piece of work at once. */
    public Thread start(String name, Work work) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> run(name, work));
        threads.add(thread);
        thread.start();
        return thread;
    }

    /**
     * As {@link #start}, on a thread of the system: for work that blocks in the kernel where a virtual thread would hold its
     * carrier, such as reading the pipe of a child. Closing interrupts it, but only the end of the pipe ends it.
     */
    public Thread startBlocking(String name, Work work) {
        Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(name, work));
        threads.add(thread);
        thread.start();
        return thread;
    }

    private void run(String name, Work work) {
        try {
            work.run();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt(); // The end of the piece: closing asked for it.
        } catch (RuntimeException | Error bug) {
            LOG.log(System.Logger.Level.ERROR, "background work `" + name + "` died", bug);
            whenOneDies.accept(name);
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    @Override
    public void close() {
        List<Thread> running = List.copyOf(threads);
        running.forEach(Thread::interrupt);
        for (Thread thread : running) {
            join(thread);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(5_000);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
