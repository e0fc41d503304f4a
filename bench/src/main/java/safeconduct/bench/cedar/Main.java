package safeconduct.bench.cedar;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Measures both engines, prints them side by side, and says of each target whether it is held. */
public final class Main {

    private Main() {}

    /** {@code [--json] [--quick]}; exit 1 when a target is missed. */
    public static void main(String[] args) throws RunnerException {
        boolean quick = Arrays.asList(args).contains("--quick");
        boolean json = Arrays.asList(args).contains("--json");
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(CedarBenchmark.class.getName())
                        .forks(1)
                        .jvmArgsAppend("--enable-native-access=ALL-UNNAMED")
                        .warmupIterations(quick ? 2 : 4)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(quick ? 2 : 5)
                        .measurementTime(TimeValue.seconds(quick ? 1 : 2))
                        .addProfiler(GCProfiler.class)
                        .verbosity(json ? VerboseMode.SILENT : VerboseMode.NORMAL)
                        .build())
                .run();
        List<Row> rows = rows(results);
        if (!json) {
            System.out.println(Row.HEADING);
        }
        rows.forEach(row -> System.out.println(row.text(json)));
        for (Target target : Target.values()) {
            System.out.println(target.verdict(rows, json));
        }
        System.exit(Arrays.stream(Target.values()).allMatch(target -> target.holds(rows)) ? 0 : 1);
    }

    private static List<Row> rows(Collection<RunResult> results) {
        Map<String, RunResult> official = new HashMap<>();
        results.stream()
                .filter(result -> !isOurs(result))
                .forEach(result -> official.put(question(result.getParams()), result));
        return results.stream()
                .filter(Main::isOurs)
                .map(ours -> row(ours, Objects.requireNonNull(official.get(question(ours.getParams())))))
                .sorted(Comparator.comparingInt(Row::entities).thenComparingInt(Row::policies))
                .toList();
    }

    private static boolean isOurs(RunResult result) {
        return result.getPrimaryResult().getLabel().equals("ours");
    }

    private static String question(BenchmarkParams params) {
        return params.getParam("policies") + "/" + params.getParam("entities");
    }

    private static Row row(RunResult ours, RunResult official) {
        Statistics times = ours.getPrimaryResult().getStatistics();
        return new Row(
                Integer.parseInt(ours.getParams().getParam("policies")),
                Integer.parseInt(ours.getParams().getParam("entities")),
                times.getPercentile(50),
                times.getPercentile(99),
                bytes(ours),
                official.getPrimaryResult().getStatistics().getPercentile(50));
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
