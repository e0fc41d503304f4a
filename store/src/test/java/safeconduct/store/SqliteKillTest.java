package safeconduct.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import safeconduct.caller.TaskId;
import safeconduct.grant.GrantId;

/** Kills a writing process with SIGKILL and looks at what it left. */
class SqliteKillTest {

    @RegisterExtension
    final OpenStates states = new OpenStates();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 57, 200})
    void keepsEveryWriteThatReturnedThroughSigkill(int lines) throws Exception {
        Path folder = states.folder();
        List<String> said = writeUntilKilled(folder, lines);
        assertTrue(said.size() >= lines, "the writer ended early: " + said);
        SqliteState state = states.in(folder);
        long records = 0;
        for (String line : said) {
            List<String> words = List.of(line.split(" ", -1));
            boolean isTask = words.get(0).equals("task");
            boolean there = isTask
                    ? state.tasks().find(new TaskId(words.get(1))).isPresent()
                    : state.grants().find(new GrantId(words.get(1))).isPresent();
            assertTrue(there, "lost: " + line);
            records = isTask ? records : Long.parseLong(words.get(2)) + 1;
        }
        long position = state.position().get();
        assertTrue(position == records || position == records + 1, "position " + position + ", said " + records);
    }

    private static List<String> writeUntilKilled(Path folder, int lines) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        folder.toString(),
                        "42")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null) {
                said.add(line);
                if (said.size() == lines) {
                    writer.toHandle().destroyForcibly();
                }
                line = out.readLine();
            }
        }
        assertEquals(137, writer.waitFor(), "not ended by SIGKILL");
        return said;
    }
}
