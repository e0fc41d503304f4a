package safeconduct.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code initdb} and {@code pg_ctl}, which refuse to be root: then in a user namespace of their own. */
record PostgresPrograms(Path home) {

    private static final int SECONDS_MAX = 60;

    /** Makes an empty cluster that asks every role for its password, from its first moment. */
    void initialize(Path data, Path passwordFile) throws IOException {
        run(
                "initdb",
                "--pgdata=" + data,
                "--username=" + ThrowawayPostgres.SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                // Sorts unlike bytes, on every machine: so that a forgotten collation shows in the tests.
                "--locale=C.UTF-8",
                "--locale-provider=icu",
                "--icu-locale=en-US",
                "--no-sync");
    }

    void start(Path data, Path log) throws IOException {
        run("pg_ctl", "--pgdata=" + data, "--log=" + log, "--wait", "--timeout=50", "start");
    }

    /** @param mode {@code fast}, or {@code immediate} as after a crash */
    void stop(Path data, String mode) throws IOException {
        run("pg_ctl", "--pgdata=" + data, "--mode=" + mode, "--wait", "--timeout=50", "stop");
    }

    boolean running(Path data) throws IOException {
        return outcome("pg_ctl", "--pgdata=" + data, "status").code() == 0;
    }

    private void run(String program, String... arguments) throws IOException {
        Outcome outcome = outcome(program, arguments);
        if (outcome.code() != 0) {
            throw new IOException("`" + program + "` ended with " + outcome.code() + ": " + outcome.output());
        }
    }

    private record Outcome(int code, String output) {}

    private Outcome outcome(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(asSomebody());
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        // Into a file: the server inherits the output and would hold a pipe open.
        Path output = Files.createTempFile("safeconduct-", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IOException("`" + program + "` took longer than " + SECONDS_MAX + " s");
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while `" + program + "` ran", asked);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }

    private static List<String> asSomebody() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "--user") : List.of();
    }
}
