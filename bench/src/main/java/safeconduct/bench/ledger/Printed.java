package safeconduct.bench.ledger;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Results for people and for programs. */
final class Printed {

    private static final String APPEND = "%-16s %8d %12d %10.0f %10.0f %7.0f%%%n";
    private static final String GROWTH = "%10d %10.2f %13.1f %15.1f %9.1f %12d %8d %10.0f%n";
    private static final String APPEND_JSON =
            "{\"name\":\"%s\",\"callers\":%d,\"perSecond\":%d,\"p50Micros\":%.1f,\"p99Micros\":%.1f,\"ofBarePercent\":%.1f}";
    private static final String GROWTH_JSON =
            "{\"records\":%d,\"appendMicros\":%.3f,\"inclusionMicros\":%.2f,\"consistencyMicros\":%.2f,"
                    + "\"openMillis\":%.1f,\"verifiedPerSecond\":%d,\"heapMegabytes\":%d,\"bytesPerRecord\":%.0f}";

    private Printed() {}

    static String appends(List<Appends.Result> rows) {
        String head = """
            durable appends of 512 bytes; median round
                              callers   per second     p50 us     p99 us  of bare
            """;
        return head + rows.stream().map(row -> append(APPEND, row, rows)).collect(Collectors.joining());
    }

    static String growth(List<Growth.Result> rows) {
        String head = """

            growth
               records  append us  inclusion us  consistency us   open ms   verified/s  heap MB  bytes/rec
            """;
        return head + rows.stream().map(row -> grown(GROWTH, row)).collect(Collectors.joining());
    }

    static String json(List<Appends.Result> appends, List<Growth.Result> growth) {
        return "{\"appends\":["
                + appends.stream().map(row -> append(APPEND_JSON, row, appends)).collect(Collectors.joining(","))
                + "],\"growth\":["
                + growth.stream().map(row -> grown(GROWTH_JSON, row)).collect(Collectors.joining(","))
                + "]}\n";
    }

    private static String append(String format, Appends.Result row, List<Appends.Result> all) {
        long bare = all.stream()
                .filter(other ->
                        other.callers() == row.callers() && other.name().startsWith("bare"))
                .mapToLong(Appends.Result::perSecond)
                .findFirst()
                .orElseThrow();
        double share = 100.0 * row.perSecond() / bare;
        return String.format(
                Locale.ROOT,
                format,
                row.name(),
                row.callers(),
                row.perSecond(),
                row.p50Micros(),
                row.p99Micros(),
                share);
    }

    private static String grown(String format, Growth.Result row) {
        return String.format(
                Locale.ROOT,
                format,
                row.records(),
                row.appendMicros(),
                row.inclusionMicros(),
                row.consistencyMicros(),
                row.openMillis(),
                row.verifiedPerSecond(),
                row.heapMegabytes(),
                row.bytesPerRecord());
    }
}
