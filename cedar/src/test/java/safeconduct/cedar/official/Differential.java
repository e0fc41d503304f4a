package safeconduct.cedar.official;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import safeconduct.cedar.Answer;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.Entities;
import safeconduct.cedar.Policy;
import safeconduct.cedar.PolicyError;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.json.PolicyJson;

/**
 * Asks our engine and the official one the same random questions.
 *
 * <pre>cedar-differential [REQUESTS] [--json]      -Dseed=N for other questions</pre>
 */
public final class Differential {
    private static final int REQUESTS_DEFAULT = 100_000;

    private final Random random;
    private final List<String> differences = new ArrayList<>();
    private long compared;
    private long allowed;
    private long erring;
    private long damaged;
    private long refused;

    Differential(long seed) {
        this.random = new Random(seed);
    }

    /** Exits with 1 when an answer differs. */
    public static void main(String[] args) {
        long seed = Long.getLong("seed", 1);
        boolean json = List.of(args).contains("--json");
        int requests = List.of(args).stream()
                .filter(arg -> !arg.startsWith("--"))
                .map(Integer::parseInt)
                .findFirst()
                .orElse(REQUESTS_DEFAULT);
        Differential run = new Differential(seed);
        run.run(requests);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (json) {
            out.printf(
                    "{\"seed\": %d, \"requests\": %d, \"allowed\": %d, \"withErrors\": %d, \"damagedTexts\": %d,"
                            + " \"refusedByBoth\": %d, \"differences\": %d}%n",
                    seed, run.compared, run.allowed, run.erring, run.damaged, run.refused, run.differences.size());
        } else {
            run.differences.forEach(out::println);
            out.printf(
                    "seed: %d%nrequests: %d (%d allowed, %d with errors)%ndamaged texts: %d (both refuse"
                            + " %d)%ndifferences: %d%n",
                    seed, run.compared, run.allowed, run.erring, run.damaged, run.refused, run.differences.size());
        }
        System.exit(run.differences.isEmpty() ? 0 : 1);
    }

    /** Stops at ten differences: each is made as small as it gets, which takes time. */
    void run(int requests) {
        RandomScenarios scenarios = new RandomScenarios(random);
        while (compared < requests && differences.size() < 10) {
            Scenario scenario = scenarios.next();
            compared++;
            String difference = difference(scenario, true);
            if (!difference.isEmpty()) {
                Scenario small =
                        Shrink.smallest(scenario, s -> !difference(s, false).isEmpty());
                differences.add(difference(small, false) + "\n" + small.shown());
            }
            if (compared % 4 == 0) {
                String broken = new Mutation(random).of(scenario.text());
                String onText = answers(broken, scenario, false);
                broken(onText, broken);
                damaged++;
            }
        }
    }

    private void broken(String difference, String text) {
        if (!difference.isEmpty()) {
            differences.add(difference + "\n" + text);
        }
    }

    List<String> differences() {
        return differences;
    }

    long erring() {
        return erring;
    }

    long allowed() {
        return allowed;
    }

    private String difference(Scenario scenario, boolean count) {
        PolicySet policies;
        try {
            policies = PolicySet.parse("random", scenario.text());
        } catch (CedarSyntaxException e) {
            return "ours refuses what it printed: " + e.getMessage();
        }
        if (!policies.policies().stream().map(p -> p.tree()).toList().equals(scenario.policies())) {
            return "read other than printed";
        }
        if (!PolicyJson.read("json", PolicyJson.write(policies).text()).equals(policies)) {
            return "read from JSON other than written";
        }
        return answers(scenario.text(), scenario, count);
    }

    /** Compares what both say to a text, which may be broken. */
    private String answers(String text, Scenario scenario, boolean count) {
        Official.Verdict official = Official.authorize(text, scenario.entities(), scenario.request());
        PolicySet policies;
        try {
            policies = PolicySet.parse("random", text);
        } catch (CedarSyntaxException e) {
            refused += official.read() ? 0 : 1;
            return official.read() ? "only ours refuses: " + e.getMessage() : "";
        }
        if (!official.read()) {
            boolean template = policies.policies().stream().anyMatch(Policy::isTemplate);
            return template ? "" : "only the official one refuses: " + official.refusal();
        }
        Answer ours = policies.authorize(scenario.request(), Entities.of(scenario.entities()));
        allowed += count && ours.allowed() ? 1 : 0;
        erring += count && !ours.errors().isEmpty() ? 1 : 0;
        Set<String> errors = ours.errors().stream().map(PolicyError::policyId).collect(Collectors.toSet());
        boolean equal = ours.allowed() == official.allowed()
                && Set.copyOf(ours.determining()).equals(official.determining())
                && errors.equals(official.erring());
        return equal ? "" : "ours " + ours + "\nofficial " + official;
    }
}
