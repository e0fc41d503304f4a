package safeconduct.bench.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/** {@code [--quick | --full] [--json] [--dir DIRECTORY]}: full grows to ten million records. */
final class Main {

    private static final List<Integer> CALLERS = List.of(1, 64, 512);

    private Main() {}

    public static void main(String[] arguments)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        var given = List.of(arguments);
        boolean quick = given.contains("--quick");
        int dir = given.indexOf("--dir");
        Path parent = Path.of(dir < 0 ? "." : given.get(dir + 1));
        Path directory = Files.createTempDirectory(parent, "bench-ledger");
        try {
            var appends = new ArrayList<Appends.Result>();
            for (int callers : CALLERS) {
                appends.addAll(new Appends(directory, quick ? 1 : 3, quick ? 1 : 5).run(callers));
            }
            var sizes = new ArrayList<>(List.of(10_000L, 100_000L));
            if (!quick) {
                sizes.add(1_000_000L);
            }
            if (given.contains("--full")) {
                sizes.add(10_000_000L);
            }
            var growth = new Growth(directory).run(sizes);
            System.out.print(given.contains("--json") ? json(appends, growth) : text(appends, growth));
        } finally {
            Appends.delete(directory);
        }
    }

    private static String text(List<Appends.Result> appends, List<Growth.Result> growth) {
        var out = new StringBuilder("durable appends of 512 bytes; median round\n");
        out.append(String.format(
                Locale.ROOT,
                "%-16s %8s %12s %10s %10s %8s%n",
                "",
                "callers",
                "per second",
                "p50 us",
                "p99 us",
                "of bare"));
        long bare = 1;
        for (Appends.Result row : appends) {
            bare = row.name().startsWith("bare") ? row.perSecond() : bare;
            out.append(String.format(
                    Locale.ROOT,
                    "%-16s %8d %12d %10.0f %10.0f %7.0f%%%n",
                    row.name(),
                    row.callers(),
                    row.perSecond(),
                    row.p50Micros(),
                    row.p99Micros(),
                    100.0 * row.perSecond() / bare));
        }
        out.append("\ngrowth\n");
        out.append(String.format(
                Locale.ROOT,
                "%10s %10s %13s %15s %9s %12s %8s %10s%n",
                "records",
                "append us",
                "inclusion us",
                "consistency us",
                "open ms",
                "verified/s",
                "heap MB",
                "bytes/rec"));
        for (Growth.Result row : growth) {
            out.append(String.format(
                    Locale.ROOT,
                    "%10d %10.2f %13.1f %15.1f %9.1f %12d %8d %10.0f%n",
                    row.records(),
                    row.appendMicros(),
                    row.inclusionMicros(),
                    row.consistencyMicros(),
                    row.openMillis(),
                    row.verifiedPerSecond(),
                    row.heapMegabytes(),
                    row.bytesPerRecord()));
        }
        return out.toString();
    }

    private static String json(List<Appends.Result> appends, List<Growth.Result> growth) {
        var rows = new ArrayList<String>();
        for (Appends.Result row : appends) {
            rows.add(String.format(
                    Locale.ROOT,
                    "{\"name\":\"%s\",\"callers\":%d,\"perSecond\":%d,\"p50Micros\":%.1f,\"p99Micros\":%.1f}",
                    row.name(),
                    row.callers(),
                    row.perSecond(),
                    row.p50Micros(),
                    row.p99Micros()));
        }
        var grown = new ArrayList<String>();
        for (Growth.Result row : growth) {
            grown.add(String.format(
                    Locale.ROOT,
                    "{\"records\":%d,\"appendMicros\":%.3f,\"inclusionMicros\":%.2f,\"consistencyMicros\":%.2f,"
                        + "\"openMillis\":%.1f,\"verifiedPerSecond\":%d,\"heapMegabytes\":%d,\"bytesPerRecord\":%.0f}",
                    row.records(),
                    row.appendMicros(),
                    row.inclusionMicros(),
                    row.consistencyMicros(),
                    row.openMillis(),
                    row.verifiedPerSecond(),
                    row.heapMegabytes(),
                    row.bytesPerRecord()));
        }
        return "{\"appends\":[" + String.join(",", rows) + "],\"growth\":[" + String.join(",", grown) + "]}\n";
    }
}
