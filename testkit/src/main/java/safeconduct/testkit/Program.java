package safeconduct.testkit;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A real process of a main class, with what it prints. Closing kills it. */
public final class Program implements AutoCloseable {

    private final Process process;
    private final BufferedWriter input;
    /** Guarded by itself; told on every new line and on the end of a stream. */
    private final List<Line> lines = new ArrayList<>();

    private int openStreams = 2;

    /** One line that was printed. */
    public record Line(boolean error, String text) {}

    /**
     * What to start.
     *
     * @param jvm options of the JVM
     * @param environment added to ours
     */
    public record Start(
            String mainClass,
            String classPath,
            List<String> jvm,
            List<String> arguments,
            Map<String, String> environment) {

        /** The class on the class path of this process. */
        public static Start of(Class<?> mainClass, String... arguments) {
            return new Start(
                    mainClass.getName(),
                    System.getProperty("java.class.path"),
                    List.of(),
                    List.of(arguments),
                    Map.of());
        }

        public Start withEnvironment(Map<String, String> more) {
            return new Start(mainClass, classPath, jvm, arguments, more);
        }

        public Start withJvm(String... options) {
            return new Start(mainClass, classPath, List.of(options), arguments, environment);
        }

        private List<String> command() {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return Stream.of(
                            List.of(java, "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", classPath),
                            jvm,
                            List.of(mainClass),
                            arguments)
                    .flatMap(List::stream)
                    .toList();
        }
    }

    private Program(Process process) {
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        read(process.getInputStream(), false);
        read(process.getErrorStream(), true);
    }

    /** Starts a JVM like this one. */
    public static Program start(Start start) {
        return run(start.command(), start.environment());
    }

    /** Starts any command. */
    public static Program run(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            return new Program(builder.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read(InputStream stream, boolean error) {
        Thread.ofVirtual().name("output of " + process.pid()).start(() -> {
            try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    add(new Line(error, line));
                }
            } catch (IOException killed) {
                add(new Line(true, "(" + killed.getMessage() + ")"));
            } finally {
                end();
            }
        });
    }

    private void add(Line line) {
        synchronized (lines) {
            lines.add(line);
            lines.notifyAll();
        }
    }

    private void end() {
        synchronized (lines) {
            openStreams--;
            lines.notifyAll();
        }
    }

    /**
     * The first printed line that fits, of all since the start.
     *
     * @throws IllegalStateException with everything printed, when there is none within the bound or before the end
     */
    public String awaitLine(Predicate<String> fits, Duration bound) {
        long end = System.nanoTime() + bound.toNanos();
        synchronized (lines) {
            for (int next = 0; ; next++) {
                while (next == lines.size()) {
                    waitForMore(end);
                }
                if (fits.test(lines.get(next).text())) {
                    return lines.get(next).text();
                }
            }
        }
    }

    private void waitForMore(long end) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0 || openStreams == 0) {
            throw new IllegalStateException("the expected line was not printed; printed was:\n" + printed());
        }
        try {
            lines.wait(left);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a line", asked);
        }
    }

    /** All lines up to now. */
    public List<Line> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** All lines up to now, as one text. */
    public String printed() {
        return String.join("\n", lines().stream().map(Line::text).toList());
    }

    /** Writes a line to its standard input. */
    public void type(String line) throws IOException {
        input.write(line);
        input.newLine();
        input.flush();
    }

    /** Ends its standard input. */
    public void endInput() throws IOException {
        input.close();
    }

    public long pid() {
        return process.pid();
    }

    /** Asks it to end: SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Ends it at once, with SIGKILL: it can do nothing more. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        exitCode(Duration.ofSeconds(20));
    }

    /** @throws IllegalStateException with everything printed, when it does not end within the bound */
    public int exitCode(Duration bound) {
        try {
            if (process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw new IllegalStateException("still running after " + bound + "; printed was:\n" + printed());
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a process", asked);
        }
    }

    /** Sends a signal to a process; one that is gone is no fault. */
    static void signal(String name, long pid) throws IOException {
        if (ProcessHandle.of(pid).isPresent()) {
            Process sender = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                sender.waitFor();
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        kill();
    }
}
