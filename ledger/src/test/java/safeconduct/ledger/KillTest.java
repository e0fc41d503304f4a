package safeconduct.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safeconduct.ledger.note.NoteSigner;

class KillTest {

    private static final int ROUNDS = Integer.getInteger("rounds", 4);

    @TempDir
    Path folder;

    @Test
    void hasEveryAcknowledgedRecordAfterTheProgramWasKilled() throws IOException, InterruptedException {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        Path key = folder.resolve("key");
        NoteSigner.generate("test.example/ledger").save(key);
        var acknowledged = new ArrayList<String>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(appendUntilKilled(key, round, 1 + random.nextInt(3000)));
            check(key, acknowledged);
        }
    }

    private List<String> appendUntilKilled(Path key, int round, int count) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target/classes") + ":" + Path.of("target/test-classes"),
                        Appender.class.getName(),
                        folder.resolve("ledger").toString(),
                        key.toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new ArrayList<String>();
        try (BufferedReader out = process.inputReader()) {
            while (lines.size() < count) {
                String line = out.readLine();
                assertTrue(line != null, "the program ended by itself");
                lines.add(line);
            }
            process.toHandle().destroyForcibly(); // Not the process itself: that would close what it said.
            // What it had said before it died counts too, when the line is whole.
            out.lines()
                    .filter(line -> line.matches("[0-9]+ [0-9]+-[0-9]+-[0-9]+"))
                    .forEach(lines::add);
        }
        process.waitFor();
        return lines.subList(0, lines.size() - 1); // The last one may have been cut within its number.
    }

    private void check(Path key, List<String> acknowledged) {
        assertFalse(acknowledged.isEmpty());
        var indices = new HashSet<Long>();
        try (Ledger ledger = Appender.open(folder.resolve("ledger"), key)) {
            for (String line : acknowledged) {
                String[] parts = line.split(" ", 2);
                assertTrue(indices.add(Long.parseLong(parts[0])), "two records with one index");
                assertArrayEquals(Appender.record(parts[1]), ledger.read(Long.parseLong(parts[0])));
            }
        }
        var report = LedgerVerifier.verify(
                folder.resolve("ledger"), NoteSigner.load(key).verifier());
        assertInstanceOf(VerifierReport.Ok.class, report);
    }
}
