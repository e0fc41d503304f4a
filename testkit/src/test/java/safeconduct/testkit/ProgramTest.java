package safeconduct.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    @Test
    void seesWhatAProcessPrintsAndAnswersIt() throws Exception {
        try (Program echo = Program.start(Program.Start.of(Echo.class, "one").withEnvironment(Map.of("WORD", "two")))) {
            assertEquals("one two", echo.awaitLine(line -> line.startsWith("one"), BOUND));
            echo.type("hello");
            assertEquals("heard hello", echo.awaitLine(line -> line.startsWith("heard"), BOUND));
            echo.endInput();
            assertEquals(3, echo.exitCode(BOUND));
            echo.awaitLine(line -> line.equals("bye"), BOUND);
            assertTrue(echo.lines().contains(new Program.Line(true, "bye")));
        }
    }

    @Test
    void killsWithSigkill() {
        try (Program echo = Program.start(Program.Start.of(Echo.class, "one"))) {
            echo.awaitLine(line -> line.startsWith("one"), BOUND);
            echo.kill();
            assertEquals(128 + 9, echo.exitCode(BOUND));
        }
    }

    @Test
    void saysWhatWasPrintedWhenTheLineDoesNotCome() {
        try (Program echo = Program.start(Program.Start.of(Echo.class, "one"))) {
            echo.awaitLine(line -> line.startsWith("one"), BOUND);
            IllegalStateException missing = assertThrows(
                    IllegalStateException.class, () -> echo.awaitLine("never"::equals, Duration.ofMillis(50)));
            assertTrue(missing.getMessage().contains("one"), missing.getMessage());
        }
    }

    @Test
    void doesNotWaitForALineOfAProcessThatHasEnded() throws Exception {
        try (Program echo = Program.start(Program.Start.of(Echo.class))) {
            echo.endInput();
            assertThrows(IllegalStateException.class, () -> echo.awaitLine("never"::equals, Duration.ofHours(1)));
        }
    }

    /** Repeats what it hears; ends with code 3. */
    static final class Echo {
        public static void main(String[] words) throws IOException {
            System.out.println(String.join(" ", words) + " " + System.getenv("WORD"));
            try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    System.out.println("heard " + line);
                }
            }
            System.err.println("bye");
            System.exit(3);
        }
    }
}
