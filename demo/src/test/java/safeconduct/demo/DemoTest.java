package safeconduct.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safeconduct.testkit.ThrowawayPostgres;

/** The whole demonstration by its real entry, with the whole program behind it, each in processes of its own. */
class DemoTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djdk.pollerMode=1");

    /** Generous: a loaded machine is slow, and that is no fault of the story. */
    private static final long MINUTES_MAX = 5;

    @TempDir
    Path folder;

    private record Ran(int code, String out, String err) {}

    @Test
    void everyStepOfTheStoryBehavesAndCleaningRemovesIt() throws Exception {
        Ran told = demo(launcher(), "--no-node");
        assertEquals(0, told.code(), told::toString);
        assertEquals("", told.err());
        for (String line : List.of(
                "900 rows GONE",
                "DENIED statement_unreadable",
                "DENIED table_not_in_envelope",
                "DENIED column_not_in_envelope",
                "DENIED budget_exhausted",
                "ended: unclean_stop",
                "Every step behaved")) {
            assertTrue(told.out().contains(line), () -> "`" + line + "` is missing in:\n" + told.out());
        }
        assertTrue(Files.exists(folder.resolve(".safeconduct-demo")));
        Ran cleaned = demo(launcher(), "--clean");
        assertEquals(0, cleaned.code(), cleaned::toString);
        assertFalse(Files.exists(folder.resolve(".safeconduct-demo")));
    }

    @Test
    void playsInTheUsersOwnPostgresAndLeavesNothingThere() throws Exception {
        try (ThrowawayPostgres own = ThrowawayPostgres.forTests()) {
            String before = OwnPostgresTest.content(own);
            Path password = Files.writeString(folder.resolve("password"), own.password() + "\n");
            Ran told = demo(
                    launcher(),
                    "--no-node",
                    "--postgres",
                    "postgresql://postgres@127.0.0.1:" + own.port() + "/postgres",
                    "--postgres-password-file",
                    password.toString());
            assertEquals(0, told.code(), told::toString);
            for (String line : List.of("connect database postgres", "900 rows GONE", "Every step behaved")) {
                assertTrue(told.out().contains(line), () -> "`" + line + "` is missing in:\n" + told.out());
            }
            assertEquals(before, OwnPostgresTest.content(own));
        }
    }

    @Test
    void isRedWhenAStepDoesNotBehave() throws Exception {
        Ran told = demo(script("exit 7"), "--no-node");
        assertEquals(1, told.code(), told::toString);
        assertTrue(told.err().contains("NOT AS IT MUST BE: exit code 7"), told::toString);
    }

    @Test
    void refusesAnArgumentThatItDoesNotKnow() throws Exception {
        assertEquals(2, demo(launcher(), "--cleen").code());
    }

    /** What `./safeconduct` does, with the classes under test. */
    private Path launcher() throws IOException {
        String classPath = "'" + System.getProperty("java.class.path").replace("'", "'\\''") + "'";
        return script("exec '" + JAVA + "' " + String.join(" ", OPTIONS) + " \"-Dsafeconduct.launcher=$0\" -cp "
                + classPath + " safeconduct.cli.Main \"$@\"");
    }

    private Path script(String line) throws IOException {
        Path file = folder.resolve("launcher");
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    private Ran demo(Path launcher, String... arguments) throws Exception {
        List<String> command = Stream.of(
                        List.of(JAVA),
                        OPTIONS,
                        List.of(
                                "-Dsafeconduct.launcher=" + launcher,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()),
                        List.of(arguments))
                .flatMap(List::stream)
                .toList();
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertTrue(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES), "the demonstration does not end");
            return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
