package safeconduct.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safeconduct.ledger.VerifierReport.Bad;
import safeconduct.ledger.VerifierReport.Ok;
import safeconduct.ledger.note.NoteSigner;
import safeconduct.ledger.note.SignedCheckpoint;
import safeconduct.ledger.segment.Batch;

/** Whatever somebody does to the files of a closed ledger is found, and the record named. */
class TamperTest {

    private static final int RECORDS = 700;
    private static final int LENGTH = 1000;
    /** One caller per batch: header, length, record. */
    private static final int BATCH = Batch.HEADER + Batch.RECORD_HEADER + LENGTH;

    private static final int PER_SEGMENT = (LedgerOptions.SEGMENT_BYTES_MIN - 64) / BATCH;
    private static final LedgerOptions OPTIONS =
            new LedgerOptions(LedgerOptions.SEGMENT_BYTES_MIN, 1000, Duration.ofDays(1), 2000);

    private static final NoteSigner SIGNER = NoteSigner.generate("test.example/ledger");

    @TempDir
    static Path written;

    private static SignedCheckpoint early;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    @BeforeAll
    static void write() {
        try (Ledger ledger = Ledger.open(written, OPTIONS, SIGNER, InstantSource.system())) {
            append(ledger, 0, 100);
            early = ledger.checkpoint();
            append(ledger, 100, RECORDS);
        }
        assertEquals(
                RECORDS,
                assertInstanceOf(Ok.class, LedgerVerifier.verify(written, SIGNER.verifier()))
                        .covered());
    }

    private static void append(Ledger ledger, int from, int to) {
        for (int i = from; i < to; i++) {
            ledger.append(record(i));
        }
    }

    @BeforeEach
    void copy() throws IOException {
        try (var files = Files.list(written)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().equals("spare")) {
                    Files.copy(file, folder.resolve(file.getFileName()));
                }
            }
        }
    }

    private static byte[] record(int i) {
        return String.format("%-" + LENGTH + "s", "record " + i).getBytes(UTF_8);
    }

    private VerifierReport verify() {
        return LedgerVerifier.verify(folder, SIGNER.verifier());
    }

    private Bad bad(String what) {
        return assertInstanceOf(Bad.class, verify(), () -> what + ", seed " + seed);
    }

    private Path segmentOf(int record) {
        return folder.resolve(String.format("segment-%019d", record / PER_SEGMENT * PER_SEGMENT));
    }

    private static int batchOf(int record) {
        return 64 + record % PER_SEGMENT * BATCH;
    }

    @RepeatedTest(40)
    void findsEveryFlippedBitInARecord() throws IOException {
        int record = random.nextInt(RECORDS);
        int bit = random.nextInt(BATCH * 8);
        flip(segmentOf(record), batchOf(record) * 8L + bit);
        Bad bad = bad("record " + record + " bit " + bit);
        assertEquals(record, bad.first(), "seed " + seed + " " + bad);
        assertEquals(record, bad.last());
    }

    @RepeatedTest(20)
    void namesTheRecordInALargeBatch() throws IOException {
        Path other = folder.resolve("other");
        try (Ledger ledger = Ledger.open(other, OPTIONS, SIGNER, InstantSource.system())) {
            var records = new ArrayList<byte[]>();
            for (int i = 0; i < 200; i++) {
                records.add(record(i));
            }
            ledger.appendAll(records);
            ledger.append(record(200));
        }
        int record = random.nextInt(200);
        int bit = random.nextInt((LENGTH + 4) * 8);
        flip(other.resolve("segment-0000000000000000000"), (64 + Batch.HEADER + record * (LENGTH + 4L)) * 8 + bit);
        var bad = assertInstanceOf(Bad.class, LedgerVerifier.verify(other, SIGNER.verifier()), "seed " + seed);
        assertEquals(record, bad.first(), "seed " + seed + " " + bad);
    }

    @RepeatedTest(60)
    void findsEveryFlippedBitInAnyFile() throws IOException {
        List<Path> files;
        try (var all = Files.list(folder)) {
            files = all.filter(file -> !List.of("lock", "spare")
                            .contains(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
        Path file = files.get(random.nextInt(files.size()));
        long bit = random.nextLong(Files.size(file) * 8);
        flip(file, bit);
        bad(file + " bit " + bit);
    }

    @Test
    void findsARecordReplacedByOneWithAGoodChecksum() throws IOException {
        replace(300, record(301));
        assertEquals(300, bad("replaced").first());
    }

    @Test
    void findsTwoSwappedRecords() throws IOException {
        replace(200, record(201));
        replace(201, record(200));
        assertEquals(200, bad("swapped").first());
    }

    @Test
    void findsARemovedRecord() throws IOException {
        byte[] segment = Files.readAllBytes(segmentOf(150));
        int at = batchOf(150);
        System.arraycopy(segment, at + BATCH, segment, at, segment.length - at - BATCH);
        Files.write(segmentOf(150), segment);
        assertEquals(150, bad("removed").first());
    }

    @Test
    void findsAnInsertedRecord() throws IOException {
        byte[] segment = Files.readAllBytes(segmentOf(150));
        int at = batchOf(150);
        System.arraycopy(segment, at, segment, at + BATCH, segment.length - at - BATCH);
        Files.write(segmentOf(150), segment);
        assertEquals(151, bad("inserted").first());
    }

    @Test
    void findsACutEnd() throws IOException {
        byte[] segment = Files.readAllBytes(segmentOf(RECORDS - 1));
        java.util.Arrays.fill(segment, batchOf(RECORDS - 3), segment.length, (byte) 0);
        Files.write(segmentOf(RECORDS - 1), segment);
        assertEquals(RECORDS - 3, bad("cut").first());
    }

    @Test
    void findsAMissingFile() throws IOException {
        Files.delete(segmentOf(PER_SEGMENT));
        assertEquals(PER_SEGMENT, bad("missing").first());
    }

    @Test
    void findsTwoExchangedFiles() throws IOException {
        Path other = folder.resolve("exchanged");
        Files.move(segmentOf(0), other);
        Files.move(segmentOf(PER_SEGMENT), segmentOf(0));
        Files.move(other, segmentOf(PER_SEGMENT));
        assertEquals(0, bad("exchanged").first());
    }

    @Test
    void findsAnotherKey() {
        var other = NoteSigner.generate("test.example/ledger").verifier();
        assertEquals(
                0,
                assertInstanceOf(Bad.class, LedgerVerifier.verify(folder, other))
                        .first());
    }

    @Test
    void findsALedgerWrittenAnewWithTheSameKey() {
        Path fork = folder.resolve("fork");
        try (Ledger ledger = Ledger.open(fork, OPTIONS, SIGNER, InstantSource.system())) {
            for (int i = 0; i < RECORDS; i++) {
                ledger.append(record(i == 42 ? 43 : i));
            }
        }
        var alone = LedgerVerifier.verify(fork, SIGNER.verifier());
        assertInstanceOf(Ok.class, alone, "by itself it is a good ledger");
        var compared = new LedgerVerifier(fork, SIGNER.verifier(), List.of(early)).verify(entry -> {});
        Bad bad = assertInstanceOf(Bad.class, compared);
        assertTrue(bad.first() <= 42 && bad.last() >= 42, bad.toString());
    }

    @Test
    void findsALedgerRolledBackBehindACheckpointThatWasKept() {
        Path old = folder.resolve("old");
        try (Ledger ledger = Ledger.open(old, OPTIONS, SIGNER, InstantSource.system())) {
            for (int i = 0; i < 50; i++) {
                ledger.append(record(i));
            }
        }
        assertInstanceOf(Ok.class, LedgerVerifier.verify(old, SIGNER.verifier()));
        var compared = new LedgerVerifier(old, SIGNER.verifier(), List.of(early)).verify(entry -> {});
        assertEquals(50, assertInstanceOf(Bad.class, compared).first());
    }

    @Test
    void findsRecordsAndHashesChangedTogether() throws IOException {
        Path other = folder.resolve("other");
        try (Ledger ledger = Ledger.open(other, OPTIONS, SIGNER, InstantSource.system())) {
            for (int i = 0; i < RECORDS; i++) {
                ledger.append(record(i == 400 ? 0 : i));
            }
        }
        Files.copy(
                other.resolve("hashes"), folder.resolve("hashes"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        replace(400, record(0));
        Bad bad = bad("consistent change");
        assertEquals(100, bad.first(), "the checkpoint of size 100 was good");
        assertEquals(RECORDS - 1, bad.last());
    }

    @Test
    void verifiesWhileTheLedgerIsWritten() {
        try (Ledger ledger = Ledger.open(folder, OPTIONS, SIGNER, InstantSource.system())) {
            ledger.append(record(RECORDS));
            Ok ok = assertInstanceOf(Ok.class, verify());
            assertEquals(RECORDS + 1, ok.records());
            assertEquals(RECORDS, ok.covered());
            assertTrue(ok.notProven().getLast().contains("700"));
        }
    }

    /** What someone does who knows the format: the checksum fits. */
    private void replace(int index, byte[] record) throws IOException {
        byte[] segment = Files.readAllBytes(segmentOf(index));
        int at = batchOf(index);
        System.arraycopy(record, 0, segment, at + Batch.HEADER + Batch.RECORD_HEADER, LENGTH);
        var crc = new CRC32C();
        crc.update(segment, at + 12, BATCH - 12);
        ByteBuffer.wrap(segment).putInt(at + 8, (int) crc.getValue());
        Files.write(segmentOf(index), segment);
    }

    private static void flip(Path file, long bit) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
        Files.write(file, bytes);
    }
}
