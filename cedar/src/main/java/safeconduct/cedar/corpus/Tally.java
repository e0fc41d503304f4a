package safeconduct.cedar.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import safeconduct.cedar.json.Json;

/** What came out: how often each thing was compared and was equal, and each difference by name. */
final class Tally {
    private static final int DIFFERENCES_MAX = 1000;

    private final Map<String, long[]> counts = new LinkedHashMap<>();
    private final List<String> differences = new ArrayList<>();
    private long cases;
    private long requests;

    void countCase() {
        cases++;
    }

    void countRequest() {
        requests++;
    }

    void compare(String what, String where, Object expected, Object actual) {
        long[] count = counts.computeIfAbsent(what, x -> new long[2]);
        count[0]++;
        if (expected.equals(actual)) {
            count[1]++;
        } else {
            different(where + ": " + what + ": expected `" + expected + "`, was `" + actual + "`");
        }
    }

    void different(String difference) {
        if (differences.size() < DIFFERENCES_MAX) {
            differences.add(difference);
        }
    }

    long cases() {
        return cases;
    }

    List<String> differences() {
        return differences;
    }

    String text() {
        StringBuilder out = new StringBuilder();
        differences.forEach(difference -> out.append(difference).append('\n'));
        out.append("cases: ")
                .append(cases)
                .append("\nrequests: ")
                .append(requests)
                .append('\n');
        counts.forEach((what, count) -> out.append(what)
                .append(": ")
                .append(count[1])
                .append(" of ")
                .append(count[0])
                .append(" equal\n"));
        return out.append("differences: ")
                .append(differences.size())
                .append('\n')
                .toString();
    }

    Json json() {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("cases", Json.of(cases));
        fields.put("requests", Json.of(requests));
        counts.forEach((what, count) -> {
            Map<String, Json> pair = new LinkedHashMap<>();
            pair.put("compared", Json.of(count[0]));
            pair.put("equal", Json.of(count[1]));
            fields.put(what, Json.of(pair));
        });
        fields.put("differences", Json.of(differences.stream().map(Json::of).toList()));
        return Json.of(fields);
    }
}
