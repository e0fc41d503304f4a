package safeconduct.bench.cedar;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** What a decision has to hold, and what comes nearest to breaking it. */
enum Target {
    P50("p50 with 4 entities, ns", 1_000, true),
    BYTES("allocated for one decision, bytes", 1_024, true),
    FASTER("times faster than the official engine at 100 policies", 100, false),
    /** Ten policies can apply to each: only the number of the others grows. */
    FLAT("p50 at 1,000 and 10,000 policies, as a multiple of that at 100", 1.5, true);

    private final String what;
    private final double limit;
    private final boolean atMost;

    Target(String what, double limit, boolean atMost) {
        this.what = what;
        this.limit = limit;
        this.atMost = atMost;
    }

    /** What was measured where it is worst; not a number when nothing was. */
    double worst(List<Row> rows) {
        DoubleStream measured = rows.stream().flatMapToDouble(row -> measured(row, rows));
        OptionalDouble worst = atMost ? measured.max() : measured.min();
        return worst.orElse(Double.NaN);
    }

    private DoubleStream measured(Row row, List<Row> rows) {
        return switch (this) {
            case P50 -> row.entities() == 4 ? DoubleStream.of(row.p50()) : DoubleStream.empty();
            case BYTES -> DoubleStream.of(row.bytes());
            case FASTER -> row.policies() == 100 ? DoubleStream.of(row.timesFaster()) : DoubleStream.empty();
            case FLAT -> row.policies() > 100 ? DoubleStream.of(row.p50() / p50At100(row, rows)) : DoubleStream.empty();
        };
    }

    private static double p50At100(Row like, List<Row> rows) {
        return rows.stream()
                .filter(row -> row.policies() == 100 && row.entities() == like.entities())
                .mapToDouble(Row::p50)
                .findFirst()
                .orElse(Double.NaN);
    }

    boolean holds(List<Row> rows) {
        double worst = worst(rows);
        return atMost ? worst <= limit : worst >= limit;
    }

    String verdict(List<Row> rows, boolean json) {
        String form = json
                ? "{\"target\": \"%s\", \"%s\": %.1f, \"worst\": %.1f, \"pass\": %s}"
                : "%2$s %3$.1f %1$s: worst %4$.1f: %5$s";
        String bound = json ? atMost ? "atMost" : "atLeast" : atMost ? "at most" : "at least";
        String verdict = json ? Boolean.toString(holds(rows)) : holds(rows) ? "pass" : "FAIL";
        return String.format(Locale.ROOT, form, what, bound, limit, worst(rows), verdict);
    }
}
