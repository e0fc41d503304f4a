package safeconduct.ledger;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import safeconduct.ledger.note.NoteSigner;

/** A program that appends as fast as it can, and says each record that was acknowledged, until it is killed. */
final class Appender {

    private static final int CALLERS = 8;

    private Appender() {}

    static byte[] record(String name) {
        return name.repeat(1 + Math.floorMod(name.hashCode(), 40)).getBytes(StandardCharsets.UTF_8);
    }

    static Ledger open(Path directory, Path key) {
        var options = new LedgerOptions(LedgerOptions.SEGMENT_BYTES_MIN, 500, Duration.ofMillis(20), 65_535);
        return Ledger.open(directory, options, NoteSigner.load(key), InstantSource.system());
    }

    /** {@code DIRECTORY KEY ROUND}: prints {@code index name} after each append. */
    public static void main(String[] arguments) {
        Ledger ledger = open(Path.of(arguments[0]), Path.of(arguments[1]));
        PrintStream out = System.out;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < CALLERS; caller++) {
                String prefix = arguments[2] + "-" + caller + "-";
                callers.execute(() -> {
                    for (long i = 0; true; i++) {
                        long index = ledger.append(record(prefix + i));
                        out.println(index + " " + prefix + i);
                    }
                });
            }
        }
    }
}
