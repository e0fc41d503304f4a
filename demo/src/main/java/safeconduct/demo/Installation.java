package safeconduct.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;

/** An installation of Safeconduct in the demonstration's folder, used through its command line alone. */
final class Installation {

    static final String URL = "http://127.0.0.1:";
    private static final long ANSWER_SECONDS = 60;

    private final Path launcher;
    private final Path folder;
    private final int port;

    Installation(Path launcher, Path folder, int port) {
        this.launcher = launcher;
        this.folder = folder;
        this.port = port;
    }

    /** What a command printed and its exit code. */
    record Done(int code, String out, String err) {
        JsonNode json() {
            return Json.parse(out);
        }
    }

    Path folder() {
        return folder;
    }

    Path launcher() {
        return launcher;
    }

    /** Makes keys and the configuration of the demonstration. */
    void make(Map<String, String> files, Secret brokerPassword) throws IOException, InterruptedException {
        must(run("init", folder.toString(), "--credential-file", credential().toString()));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Path secret = folder.resolve("data/keys/shop.password");
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, brokerPassword.reveal());
    }

    private Path credential() {
        return folder.resolveSibling("admin.credential");
    }

    Path localKey() {
        return folder.resolve("data/keys/local.key");
    }

    int port() {
        return port;
    }

    String url() {
        return URL + port;
    }

    /** How a client opens a task for the purpose. */
    List<String> opening(String purpose) {
        return List.of(
                "--purpose",
                purpose,
                "--param",
                "ticket=4711",
                "--agent",
                "support-bot",
                "--server",
                url(),
                "--local-key",
                localKey().toString());
    }

    /** Starts the server and waits until its doors are open. */
    Process startServer() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "server", "--config", folder.toString());
        withoutAdmin(builder);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(
                folder.resolveSibling("server.log").toFile()));
        Process server = builder.start();
        BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("serving at")) {
                return server;
            }
        }
        throw new Unexpected("the server did not start: see " + folder.resolveSibling("server.log"));
    }

    /** Asks the running server, in JSON. */
    JsonNode ask(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--server", url(), "--credential-file", credential().toString(), "-o", "json"));
        return must(run(all.toArray(String[]::new))).json();
    }

    /** Runs a command to its end. */
    Done run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words));
        Path out = Files.createTempFile(folder.toAbsolutePath().getParent(), "out", ".txt");
        Path err = Files.createTempFile(folder.toAbsolutePath().getParent(), "err", ".txt");
        try {
            Process process = withoutAdmin(new ProcessBuilder(command))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new Unexpected("`" + words[0] + "` did not end within " + ANSWER_SECONDS + " seconds");
            }
            return new Done(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** What the user gave to make the database is for nobody else. */
    static ProcessBuilder withoutAdmin(ProcessBuilder builder) {
        builder.environment().remove("PGPASSWORD");
        return builder;
    }

    private static Done must(Done done) {
        if (done.code() != 0) {
            throw new Unexpected("exit code " + done.code() + ": " + done.err().strip());
        }
        return done;
    }
}
