package safeconduct.bench.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import safeconduct.kernel.Json;

/** Prints reports: a line for each suite and pack, with 95 % intervals. */
final class Table {

    private Table() {}

    static void print(List<Report> reports, PrintStream out) {
        for (Report report : reports) {
            out.println("pack " + report.pack());
            out.printf(
                    Locale.ROOT,
                    "  %-16s %-12s %7s  %-15s %6s%n",
                    "measure",
                    "suite",
                    "value",
                    "95 % interval",
                    "runs");
            for (Scores.Measure measure : report.scores().measures()) {
                for (Map.Entry<String, Scores.Figure> line :
                        report.scores().figures(measure).entrySet()) {
                    Scores.Figure figure = line.getValue();
                    String interval = String.format(Locale.ROOT, "%.1f to %.1f", figure.low(), figure.high());
                    out.printf(
                            Locale.ROOT,
                            "  %-16s %-12s %7.1f  %-15s %6d%n",
                            measure.name(),
                            line.getKey(),
                            figure.value(),
                            interval,
                            figure.of());
                }
            }
            out.printf(
                    Locale.ROOT,
                    "  decisions %d, latency p50 %.1f us, p99 %.1f us%n%n",
                    report.decisions(),
                    report.latency(0.5) / 1e3,
                    report.latency(0.99) / 1e3);
        }
    }

    static ArrayNode json(List<Report> reports) {
        ArrayNode all = Json.mapper().createArrayNode();
        for (Report report : reports) {
            ObjectNode one = all.addObject();
            one.put("pack", report.pack());
            for (Scores.Measure measure : report.scores().measures()) {
                ObjectNode suites = one.putObject(measure.name());
                report.scores()
                        .figures(measure)
                        .forEach((suite, figure) -> suites.putObject(suite)
                                .put("value", figure.value())
                                .put("low", figure.low())
                                .put("high", figure.high())
                                .put("runs", figure.of()));
            }
            one.put("decisions", report.decisions());
            one.put("latencyP50Micros", report.latency(0.5) / 1e3);
            one.put("latencyP99Micros", report.latency(0.99) / 1e3);
        }
        return all;
    }
}
