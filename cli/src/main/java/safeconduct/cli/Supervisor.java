package safeconduct.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Ends a child process when this process is gone, however it went: a shell waits on a pipe that only we hold open; its end
 * without a word means that we were killed, and then it kills the child with all that it started.
 */
final class Supervisor implements AutoCloseable {

    private static final String SCRIPT = """
        trap '' INT TERM HUP QUIT
        end() {
          for child in $(cat /proc/"$1"/task/*/children 2> /dev/null); do end "$child"; done
          kill -KILL "$1" 2> /dev/null
        }
        read -r child || exit 0
        [ "$child" != over ] || exit 0
        read -r word
        [ "$word" = over ] || end "$child"
        """;

    private final Process shell;

    private Supervisor(Process shell) {
        this.shell = shell;
    }

    /** Started before the child, so that little time is without it. Empty where the system has no {@code /proc}. */
    static Optional<Supervisor> start() throws IOException {
        if (!Files.isDirectory(Path.of("/proc/self/task"))) {
            return Optional.empty();
        }
        Process shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return Optional.of(new Supervisor(shell));
    }

    /** This child, from now on. */
    void watch(Process child) throws IOException {
        say("" + child.pid());
    }

    /** The child has ended by itself, or was never started. */
    @Override
    public void close() throws IOException {
        say("over");
        shell.getOutputStream().close();
    }

    private void say(String line) throws IOException {
        OutputStream pipe = shell.getOutputStream();
        pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        pipe.flush();
    }
}
