package safeconduct.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safeconduct.ledger.merkle.TreeHasher;
import safeconduct.ledger.note.NoteSigner;

class LedgerTest {

    static final LedgerOptions SMALL = new LedgerOptions(
            LedgerOptions.SEGMENT_BYTES_MIN, 100, Duration.ofMillis(200), LedgerOptions.RECORD_LENGTH_MAX);

    private final NoteSigner signer = NoteSigner.generate("test.example/ledger");

    @TempDir
    Path folder;

    private Ledger open() {
        return Ledger.open(folder, SMALL, signer, InstantSource.system());
    }

    private static byte[] record(long i) {
        return ("record " + i).repeat((int) (i % 50)).getBytes(UTF_8);
    }

    @Test
    void keepsRecordsOverManySegments() {
        byte[] large = new byte[LedgerOptions.RECORD_LENGTH_MAX];
        try (Ledger ledger = open()) {
            for (int i = 0; i < 30; i++) {
                assertEquals(2L * i, ledger.append(record(i)));
                assertEquals(2L * i + 1, ledger.append(large));
            }
        }
        try (Ledger ledger = open()) {
            assertEquals(60, ledger.size());
            assertEquals(60, ledger.latestCheckpoint().checkpoint().size());
            var indices = new ArrayList<Long>();
            ledger.forEach(0, 60, entry -> {
                indices.add(entry.index());
                assertArrayEquals(entry.index() % 2 == 0 ? record(entry.index() / 2) : large, entry.record());
            });
            assertEquals(60, indices.size());
            assertTrue(ledger.inclusion(7, 60).verify(TreeHasher.leafHash(large), ledger.root(60)));
            assertTrue(ledger.consistency(11, 60).verify(ledger.root(11), ledger.root(60)));
        }
    }

    @Test
    void givesEveryCallerAnIndexOfItsOwn() throws InterruptedException, ExecutionException {
        try (Ledger ledger = open();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Long>>();
            for (int i = 0; i < 2000; i++) {
                byte[] record = record(i);
                tasks.add(() -> {
                    long index = ledger.append(record);
                    assertArrayEquals(record, ledger.read(index));
                    return index;
                });
            }
            var seen = new TreeSet<Long>();
            for (Future<Long> future : callers.invokeAll(tasks)) {
                seen.add(future.get());
            }
            assertEquals(2000, seen.size());
            assertEquals(1999, seen.last());
            assertEquals(ledger.root(2000), ledger.checkpoint().checkpoint().root());
        }
    }

    @Test
    void survivesAnInterruptOfWhoeverAppendsAndReads() {
        try (Ledger ledger = open()) {
            for (int i = 0; i < 20; i++) {
                Thread.currentThread().interrupt();
                long index = ledger.append(record(i));
                assertArrayEquals(record(i), ledger.read(index));
                assertTrue(Thread.interrupted());
            }
        }
    }

    @Test
    void appendsSeveralAtOnceSideBySide() {
        try (Ledger ledger = open()) {
            assertEquals(List.of(0L, 1L, 2L), ledger.appendAll(List.of(record(0), record(1), record(2))));
            assertEquals(List.of(), ledger.appendAll(List.of()));
            assertEquals(3, ledger.size());
        }
    }

    @Test
    void refusesWhatIsTooLargeOrOutOfRange() {
        try (Ledger ledger = open()) {
            byte[] tooLarge = new byte[LedgerOptions.RECORD_LENGTH_MAX + 1];
            assertEquals(LedgerFault.Code.INVALID, faultOf(() -> ledger.append(tooLarge)));
            byte[] large = new byte[LedgerOptions.RECORD_LENGTH_MAX];
            assertEquals(
                    LedgerFault.Code.INVALID, faultOf(() -> ledger.appendAll(List.of(large, large, large, large))));
            assertEquals(LedgerFault.Code.INVALID, faultOf(() -> ledger.read(0)));
            assertEquals(LedgerFault.Code.INVALID, faultOf(() -> ledger.root(1)));
            assertEquals(LedgerFault.Code.INVALID, faultOf(() -> ledger.inclusion(0, 0)));
            assertEquals(0, ledger.size());
        }
    }

    @Test
    void hasOneWriterAtATime() {
        Ledger ledger = open();
        assertEquals(LedgerFault.Code.LOCKED, faultOf(this::open));
        ledger.close();
        assertEquals(LedgerFault.Code.CLOSED, faultOf(() -> ledger.append(record(0))));
        open().close();
    }

    @Test
    void refusesAnotherKey() {
        open().close();
        var other = NoteSigner.generate("test.example/ledger");
        var code = faultOf(() -> Ledger.open(folder, SMALL, other, InstantSource.system()));
        assertEquals(LedgerFault.Code.DAMAGED, code);
    }

    @Test
    void makesLostTreeFilesAgain() throws IOException {
        try (Ledger ledger = open()) {
            for (int i = 0; i < 1000; i++) {
                ledger.append(record(i));
            }
        }
        Files.delete(folder.resolve(TreeFiles.HASHES));
        Files.delete(folder.resolve(TreeFiles.PLACES));
        try (Ledger ledger = open()) {
            assertArrayEquals(record(999), ledger.read(999));
            assertEquals(ledger.latestCheckpoint().checkpoint().root(), ledger.root(1000));
        }
    }

    @Test
    void refusesToOpenWhenACheckpointSaysMore() throws IOException {
        open().close();
        Path copy = Files.createTempDirectory(folder.getParent(), "copy");
        Files.copy(folder.resolve(CheckpointFiles.HISTORY), copy.resolve("kept"));
        try (Ledger ledger = open()) {
            ledger.append(record(1));
        }
        Files.delete(folder.resolve("segment-0000000000000000000"));
        assertEquals(LedgerFault.Code.DAMAGED, faultOf(this::open));
    }

    private static LedgerFault.Code faultOf(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(LedgerFault.class, executable).code();
    }
}
