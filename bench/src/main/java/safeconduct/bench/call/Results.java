package safeconduct.bench.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import safeconduct.kernel.Json;

/** What was measured, for people and for programs. */
record Results(Map<String, Samples> latencies, Map<String, Samples> rates) {

    String text() {
        StringBuilder text = new StringBuilder("milliseconds: median of the rounds (lowest to highest round)\n");
        text.append(row("", "p50", "p99"));
        latencies.forEach((name, samples) -> text.append(
                row(name, samples.millis(0.5).toString(), samples.millis(0.99).toString())));
        text.append("\ncalls per second, 16 at once (each governed call is one decision)\n");
        rates.forEach((name, samples) -> {
            Samples.Spread spread = samples.spread(0.5, 1);
            text.append(String.format(
                    Locale.ROOT, "%-34s %.0f (%.0f to %.0f)%n", name, spread.median(), spread.low(), spread.high()));
        });
        return text.toString();
    }

    String json() {
        ObjectNode json = Json.object();
        ObjectNode millis = json.putObject("millis");
        latencies.forEach((name, samples) -> {
            ObjectNode row = millis.putObject(name);
            row.set("p50", samples.millis(0.5).json());
            row.set("p99", samples.millis(0.99).json());
        });
        ObjectNode second = json.putObject("callsPerSecond");
        rates.forEach((name, samples) -> second.set(name, samples.spread(0.5, 1).json()));
        return Json.text(json);
    }

    private static String row(String name, String p50, String p99) {
        return String.format(Locale.ROOT, "%-34s %-28s %s%n", name, p50, p99);
    }
}
