package safeconduct.bench.cedar;

import java.util.Locale;

/** One line of the table: what both engines needed for the same decision. */
record Row(int policies, int entities, double p50, double p99, double bytes, double officialP50) {

    static final String HEADING = "policies entities   p50 ns     p99 ns    bytes  official p50 ns  times faster";

    double timesFaster() {
        return officialP50 / p50;
    }

    String text(boolean json) {
        String form = json
                ? "{\"policies\": %d, \"entities\": %d, \"p50Nanos\": %.0f, \"p99Nanos\": %.0f, \"bytes\": %.0f,"
                        + " \"officialP50Nanos\": %.0f, \"timesFaster\": %.0f}"
                : "%8d %8d %10.0f %10.0f %8.0f %14.0f %10.0f";
        return String.format(Locale.ROOT, form, policies, entities, p50, p99, bytes, officialP50, timesFaster());
    }
}
