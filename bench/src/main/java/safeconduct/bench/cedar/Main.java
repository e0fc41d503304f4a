package safeconduct.bench.cedar;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** Measures both engines and prints them side by side. */
public final class Main {
    private static final List<String> SIZES = List.of("1", "10", "100", "1000", "10000");

    private Main() {}

    /** {@code [--json] [--quick]}. */
    public static void main(String[] args) throws RunnerException {
        boolean quick = Arrays.asList(args).contains("--quick");
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(CedarBenchmark.class.getName())
                        .forks(1)
                        .jvmArgsAppend("--enable-native-access=ALL-UNNAMED")
                        .warmupIterations(quick ? 2 : 4)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(quick ? 2 : 5)
                        .measurementTime(TimeValue.seconds(quick ? 1 : 2))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        Map<String, Map<String, RunResult>> table = new TreeMap<>();
        for (RunResult result : results) {
            String key = result.getParams().getParam("policies") + "/"
                    + result.getParams().getParam("entities");
            table.computeIfAbsent(key, k -> new TreeMap<>())
                    .put(result.getPrimaryResult().getLabel(), result);
        }
        print(table, Arrays.asList(args).contains("--json"));
    }

    private static void print(Map<String, Map<String, RunResult>> table, boolean json) {
        String form = json
                ? "{\"policies\": %s, \"entities\": %s, \"p50Nanos\": %.0f, \"p99Nanos\": %.0f, \"bytes\": %.0f,"
                        + " \"officialP50Nanos\": %.0f, \"timesFaster\": %.0f}%n"
                : "%8s %8s %10.0f %10.0f %8.0f %14.0f %10.0f%n";
        if (!json) {
            System.out.println("policies entities   p50 ns     p99 ns    bytes  official p50 ns  times faster");
        }
        for (String entities : List.of("4", "50")) {
            for (String policies : SIZES) {
                Map<String, RunResult> pair = table.get(policies + "/" + entities);
                if (pair != null) {
                    Statistics ours = Objects.requireNonNull(pair.get("ours"))
                            .getPrimaryResult()
                            .getStatistics();
                    double p50 = ours.getPercentile(50);
                    double theirs = Objects.requireNonNull(pair.get("official"))
                            .getPrimaryResult()
                            .getStatistics()
                            .getPercentile(50);
                    System.out.printf(
                            Locale.ROOT,
                            form,
                            policies,
                            entities,
                            p50,
                            ours.getPercentile(99),
                            bytes(Objects.requireNonNull(pair.get("ours"))),
                            theirs,
                            theirs / p50);
                }
            }
        }
    }

    private static double bytes(RunResult result) {
        for (String name : result.getSecondaryResults().keySet()) {
            if (name.endsWith("gc.alloc.rate.norm")) {
                return result.getSecondaryResults().get(name).getScore();
            }
        }
        return Double.NaN;
    }
}
