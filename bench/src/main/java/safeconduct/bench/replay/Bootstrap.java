package safeconduct.bench.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Percentile bootstrap over clusters: runs of one user's task are alike, so tasks are drawn, not runs. Fixed seed. */
final class Bootstrap {

    private static final int DRAWS = 2_000;
    private static final long SEED = 20261124;

    private Bootstrap() {}

    /** All runs of one user's task: the part, the whole, and how many. */
    record Cluster(double part, double whole, long runs) {}

    static Map<String, Scores.Figure> figures(Map<String, List<Cluster>> suites) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        Map<String, Scores.Figure> figures = new TreeMap<>();
        List<double[]> all = new ArrayList<>();
        double mean = 0;
        long runs = 0;
        for (Map.Entry<String, List<Cluster>> suite : suites.entrySet()) {
            double[] draws = new double[DRAWS];
            for (int i = 0; i < DRAWS; i++) {
                draws[i] = rate(drawn(suite.getValue(), random));
            }
            all.add(draws.clone());
            double value = rate(suite.getValue());
            long of = suite.getValue().stream().mapToLong(Cluster::runs).sum();
            mean += value / suites.size();
            runs += of;
            figures.put(suite.getKey(), figure(value, of, draws));
        }
        if (!suites.isEmpty()) {
            double[] draws = new double[DRAWS];
            for (int i = 0; i < DRAWS; i++) {
                for (double[] suite : all) {
                    draws[i] += suite[i] / all.size();
                }
            }
            figures.put("mean", figure(mean, runs, draws));
        }
        return figures;
    }

    private static Scores.Figure figure(double value, long of, double[] draws) {
        Arrays.sort(draws);
        return new Scores.Figure(value, of, draws[DRAWS / 40], draws[DRAWS - 1 - DRAWS / 40]);
    }

    private static List<Cluster> drawn(List<Cluster> clusters, RandomGenerator random) {
        List<Cluster> drawn = new ArrayList<>(clusters.size());
        for (int i = 0; i < clusters.size(); i++) {
            drawn.add(clusters.get(random.nextInt(clusters.size())));
        }
        return drawn;
    }

    private static double rate(List<Cluster> clusters) {
        double part = 0;
        double whole = 0;
        for (Cluster cluster : clusters) {
            part += cluster.part();
            whole += cluster.whole();
        }
        return whole == 0 ? 0 : 100 * part / whole;
    }
}
