package safeconduct.bench.cedar;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What a decision has to hold, and the row that comes nearest to breaking it. */
enum Target {
    P50("p50 with 4 entities, ns", 1_000, true, row -> row.entities() == 4, Row::p50),
    BYTES("allocated for one decision, bytes", 1_024, true, row -> true, Row::bytes),
    FASTER("times faster than the official engine at 100 policies", 100, false, at(100), Row::timesFaster),
    /** Ten policies can apply to each: only the number of the others grows. */
    FLAT(
            "p50 at 1,000 and 10,000 policies, as a multiple of that at 100",
            1.5,
            true,
            row -> row.policies() > 100,
            Row::p50);

    private final String what;
    private final double limit;
    private final boolean atMost;
    private final Predicate<Row> concerns;
    private final ToDoubleFunction<Row> measure;

    Target(String what, double limit, boolean atMost, Predicate<Row> concerns, ToDoubleFunction<Row> measure) {
        this.what = what;
        this.limit = limit;
        this.atMost = atMost;
        this.concerns = concerns;
        this.measure = measure;
    }

    private static Predicate<Row> at(int policies) {
        return row -> row.policies() == policies;
    }

    /** What was measured where it is worst; not a number when nothing was. */
    double worst(List<Row> rows) {
        Comparator<Double> order = Comparator.naturalOrder();
        return rows.stream()
                .filter(concerns)
                .map(row -> this == FLAT ? row.p50() / p50At100(row, rows) : measure.applyAsDouble(row))
                .max(atMost ? order : order.reversed())
                .orElse(Double.NaN);
    }

    private static double p50At100(Row like, List<Row> rows) {
        return rows.stream()
                .filter(at(100).and(row -> row.entities() == like.entities()))
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
