package safeconduct.bench.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import safeconduct.ledger.Ledger;
import safeconduct.ledger.LedgerOptions;
import safeconduct.ledger.LedgerVerifier;
import safeconduct.ledger.VerifierReport;
import safeconduct.ledger.note.NoteSigner;

/** What one append, one proof, an opening and a verification cost at a size. */
record Growth(Path directory) {

    private static final int LENGTH = 512;
    private static final int BATCH = 1000;
    private static final int PROOFS = 2000;

    /** Costs at one size; memory is the live heap after a collection, with the ledger open. */
    record Result(
            long records,
            double appendMicros,
            double inclusionMicros,
            double consistencyMicros,
            double openMillis,
            long verifiedPerSecond,
            long heapMegabytes,
            double bytesPerRecord) {}

    List<Result> run(List<Long> sizes) throws IOException {
        var signer = NoteSigner.generate("bench.example/ledger");
        Path folder = directory.resolve("growth");
        var results = new ArrayList<Result>();
        for (long size : sizes) {
            results.add(measure(folder, signer, size));
        }
        Appends.delete(folder);
        return results;
    }

    private static Result measure(Path folder, NoteSigner signer, long size) throws IOException {
        double append;
        double inclusion;
        double consistency;
        long heap;
        try (Ledger ledger = open(folder, signer)) {
            append = grow(ledger, size);
            var random = new Random(size);
            inclusion = micros(PROOFS, () -> ledger.inclusion(random.nextLong(size), size));
            consistency = micros(PROOFS, () -> ledger.consistency(1 + random.nextLong(size), size));
            heap = heapMegabytes();
        }
        double openMillis = micros(3, () -> open(folder, signer).close()) / 1e3;
        long start = System.nanoTime();
        VerifierReport report = LedgerVerifier.verify(folder, signer.verifier());
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!(report instanceof VerifierReport.Ok)) {
            throw new IllegalStateException("not verified: " + report);
        }
        double bytes = (double) bytes(folder) / size;
        return new Result(size, append, inclusion, consistency, openMillis, (long) (size / seconds), heap, bytes);
    }

    private static Ledger open(Path folder, NoteSigner signer) {
        return Ledger.open(folder, LedgerOptions.DEFAULTS, signer, InstantSource.system());
    }

    /** Microseconds for each record of those that were added, in batches of a thousand. */
    private static double grow(Ledger ledger, long size) {
        var random = new Random(size);
        long added = size - ledger.size();
        long start = System.nanoTime();
        while (ledger.size() < size) {
            var batch = new ArrayList<byte[]>();
            for (long i = Math.min(BATCH, size - ledger.size()); i > 0; i--) {
                byte[] record = new byte[LENGTH];
                random.nextBytes(record);
                batch.add(record);
            }
            ledger.appendAll(batch);
        }
        ledger.checkpoint();
        return (System.nanoTime() - start) / 1e3 / added;
    }

    private static double micros(int times, Runnable operation) {
        operation.run();
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            operation.run();
        }
        return (System.nanoTime() - start) / 1e3 / times;
    }

    private static long heapMegabytes() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
