package safeconduct.bench.replay;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** Benign runs that were not clean, by what stopped them: for working on rules. Runs with attacks are never shown. */
final class Shown {

    private static final int LENGTH_MAX = 400;

    private Shown() {}

    static void print(Report report, PrintStream out) {
        Map<String, Integer> seen = new TreeMap<>();
        Map<String, String> examples = new TreeMap<>();
        for (Replayed run : report.scores().runs()) {
            if (!run.run().kind().equals("benign-useful")) {
                continue;
            }
            for (int i = 0; i < run.said().size(); i++) {
                Program.Said said = run.said().get(i);
                if (!said.allowed()) {
                    Recorded.Call call = run.run().calls().get(i);
                    String key = run.run().suite() + " " + run.run().key().userTask() + " " + call.tool() + " "
                            + said.rules();
                    seen.merge(key, 1, Integer::sum);
                    examples.putIfAbsent(
                            key,
                            "    " + cut(run.run().prompt()) + "\n    "
                                    + cut(call.arguments().toString()));
                }
            }
        }
        seen.forEach((key, count) -> out.println(count + "  " + key + "\n" + examples.get(key)));
    }

    private static String cut(String text) {
        return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX) + "…";
    }
}
