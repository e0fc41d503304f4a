package safeconduct.gateway.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import safeconduct.catalog.Target.Connection.Stdio;
import safeconduct.gateway.rpc.Wire;
import safeconduct.grant.Credential;
import safeconduct.kernel.Background;
import safeconduct.kernel.Fault;

/**
 * A child process in a process group of its own, with exactly the environment of the configuration. The group ends with
 * {@link #close}, with the child, and with us: its first member reads our pipe, and kills the group when the pipe ends.
 * A process that leaves the group by itself ({@code setsid}) is not reached.
 */
final class Child implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Child.class.getName());

    /** No core dumps, since memory holds secrets; a second to say goodbye once the input has ended. */
    private static final String SUPERVISOR = """
        ulimit -c 0
        { command -p cat; exec >&-; command -p sleep 1; kill -KILL 0; } | { "$@"; kill -KILL 0; }
        """;

    private static final long GRACE_MILLIS = 500;
    private static final long KILL_SECONDS_MAX = 5;

    private final Process process;
    private final OutputStream stdin;
    private final Complaints complaints;
    private final ReentrantLock writing = new ReentrantLock();

    private Child(Process process, Complaints complaints) {
        this.process = process;
        this.stdin = process.getOutputStream();
        this.complaints = complaints;
    }

    /** @throws Fault UNAVAILABLE when it cannot be started; INVALID when its environment cannot be filled in */
    static Child start(Stdio place, Optional<Credential> credential, Background background) {
        List<String> command = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", SUPERVISOR, "sh"));
        command.addAll(place.command());
        ProcessBuilder builder = new ProcessBuilder(command);
        place.directory()
                .ifPresent(directory -> builder.directory(Path.of(directory).toFile()));
        Map<String, String> environment = builder.environment();
        environment.clear();
        place.environment().forEach((name, value) -> environment.put(name, Placeholders.fill(value, credential)));
        try {
            Process process = builder.start();
            Complaints complaints = new Complaints(process.pid(), credential);
            background.startBlocking("errors of a child", () -> complaints.read(process.getErrorStream()));
            return new Child(process, complaints);
        } catch (IOException failed) {
            throw new Fault(Fault.Code.UNAVAILABLE, "the target's command cannot be started", failed);
        }
    }

    InputStream stdout() {
        return process.getInputStream();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Writes one line; whole lines of several threads do not mix. */
    void write(Wire line) throws InterruptedException {
        writing.lockInterruptibly();
        try {
            line.writeTo(stdin);
            stdin.write('\n');
            stdin.flush();
        } catch (IOException gone) {
            throw new Fault(Fault.Code.UNAVAILABLE, epitaph(), gone);
        } finally {
            writing.unlock();
        }
    }

    /** Says that it has begun to work: from here on, what it complains about may hold data, and is not kept. */
    void working() {
        complaints.forget();
    }

    /** Why it can't be spoken to any more, for the agent: nothing of what the child wrote. */
    String epitaph() {
        return complaints.told()
                ? "the target has ended before it said what it is; the log of the server has what it wrote last"
                : "the target has ended";
    }

    /** Returns when the group is gone, or has been told by the system to go. */
    @Override
    public void close() {
        try {
            if (!endsByItself()) {
                killGroup();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            killGroup();
        }
    }

    /** The end of its input tells a child to go; a child that does not read cannot be told. */
    private boolean endsByItself() throws InterruptedException {
        if (writing.tryLock(GRACE_MILLIS / 5, TimeUnit.MILLISECONDS)) {
            try {
                stdin.close();
            } catch (IOException gone) {
                LOG.log(System.Logger.Level.DEBUG, "a child had ended before", gone);
            } finally {
                writing.unlock();
            }
            return process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return false;
    }

    private void killGroup() {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -KILL -- -" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failed) {
            LOG.log(System.Logger.Level.ERROR, "could not kill the group of a child", failed);
            process.destroyForcibly();
        }
        process.onExit()
                .completeOnTimeout(process, KILL_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
        if (process.isAlive()) {
            LOG.log(System.Logger.Level.ERROR, "a child, process {0,number,#}, does not die", process.pid());
        }
    }
}
