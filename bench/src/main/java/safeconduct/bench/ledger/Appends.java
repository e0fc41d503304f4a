package safeconduct.bench.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Durable appends of 512 bytes, all contestants in turn within one run. */
record Appends(Path directory, double seconds, int rounds) {

    private static final int LENGTH = 512;
    private static final int SAMPLES_MAX = 4_000_000;

    /** What one contestant reached: the median of its rounds. */
    record Result(String name, int callers, long perSecond, double p50Micros, double p99Micros) {}

    private interface Opener {
        Contestant open(Path directory) throws IOException, SQLException;
    }

    private record Entrant(String name, Opener opener) {}

    private static final List<Entrant> ENTRANTS = List.of(
            new Entrant("bare fdatasync", Contestant.Bare::new),
            new Entrant("ledger", Contestant.Ours::open),
            new Entrant("sqlite wal full", Contestant.Sqlite::new));

    List<Result> run(int callers) throws IOException, SQLException, InterruptedException, ExecutionException {
        var all = new ArrayList<Result>();
        for (int round = 0; round <= rounds; round++) {
            for (Entrant entrant : ENTRANTS) {
                Path folder = Files.createTempDirectory(directory, "round");
                try (Contestant contestant = entrant.opener.open(folder)) {
                    Result result = measure(entrant.name, contestant, callers);
                    if (round > 0) { // The first one warms up.
                        all.add(result);
                    }
                }
                delete(folder);
            }
        }
        return ENTRANTS.stream().map(entrant -> median(all, entrant.name)).toList();
    }

    private static Result median(List<Result> all, String name) {
        var own = all.stream()
                .filter(result -> result.name.equals(name))
                .sorted(Comparator.comparingLong(Result::perSecond))
                .toList();
        return own.get(own.size() / 2);
    }

    private Result measure(String name, Contestant contestant, int callers)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        var futures = new ArrayList<Future<long[]>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                int seed = caller;
                futures.add(threads.submit(() -> appendUntil(contestant, end, seed, SAMPLES_MAX / callers)));
            }
        }
        double took = (System.nanoTime() - start) / 1e9;
        long[] nanos = new long[0];
        for (Future<long[]> future : futures) {
            long[] more = future.get();
            int from = nanos.length;
            nanos = Arrays.copyOf(nanos, from + more.length);
            System.arraycopy(more, 0, nanos, from, more.length);
        }
        Arrays.sort(nanos);
        return new Result(name, callers, (long) (nanos.length / took), at(nanos, 0.5), at(nanos, 0.99));
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) ((sorted.length - 1) * share)] / 1e3;
    }

    private static long[] appendUntil(Contestant contestant, long end, int seed, int samplesMax) {
        byte[] record = new byte[LENGTH];
        new Random(seed).nextBytes(record);
        long[] nanos = new long[1024];
        int count = 0;
        for (long before = System.nanoTime(); before < end && count < samplesMax; before = System.nanoTime()) {
            record[count % LENGTH]++;
            contestant.append(record);
            nanos = count == nanos.length ? Arrays.copyOf(nanos, 2 * count) : nanos;
            nanos[count++] = System.nanoTime() - before;
        }
        return Arrays.copyOf(nanos, count);
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
