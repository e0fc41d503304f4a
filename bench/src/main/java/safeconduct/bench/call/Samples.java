package safeconduct.bench.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import safeconduct.kernel.Json;

/** What was measured of one thing, round by round: nanoseconds, or calls per second. */
final class Samples {

    private final List<List<Long>> rounds = new ArrayList<>();

    void round(List<Long> measured) {
        rounds.add(measured.stream().sorted().toList());
    }

    /** The median of the rounds, with the lowest and the highest. */
    record Spread(double median, double low, double high) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", median, low, high);
        }

        ObjectNode json() {
            return Json.object().put("median", median).put("low", low).put("high", high);
        }
    }

    /** Of nanoseconds. */
    Spread millis(double quantile) {
        return spread(quantile, 1e6);
    }

    /** @param unit how many of what was measured make one of what is shown */
    Spread spread(double quantile, double unit) {
        List<Double> values = rounds.stream()
                .map(sorted -> sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * quantile))) / unit)
                .sorted()
                .toList();
        return new Spread(values.get(values.size() / 2), values.getFirst(), values.getLast());
    }
}
