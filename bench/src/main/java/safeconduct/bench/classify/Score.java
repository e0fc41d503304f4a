package safeconduct.bench.classify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import safeconduct.kernel.Json;

/** How often the classifier said what somebody else said; and how often it said less, which is the dangerous kind of wrong. */
final class Score {

    private final String name;
    private int all;
    private int right;
    private int looser;
    private final List<String> wrong = new ArrayList<>();

    Score(String name) {
        this.name = name;
    }

    /** Counts one answer; for enums whose order is from loose to strict. */
    <E extends Enum<E>> void count(String of, E said, E label) {
        count(of, said == label, said.compareTo(label) < 0, said + " for " + label);
    }

    void count(String of, boolean same, boolean loose, String difference) {
        all++;
        if (same) {
            right++;
        } else {
            wrong.add(of + ": " + difference.toLowerCase(Locale.ROOT));
            looser += loose ? 1 : 0;
        }
    }

    int all() {
        return all;
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    String line() {
        double share = all == 0 ? 0 : 100.0 * right / all;
        return String.format(
                Locale.ROOT,
                "%-34s %5.1f %%  %4d of %4d  too loose %3d, too strict %3d",
                name,
                share,
                right,
                all,
                looser,
                all - right - looser);
    }

    ObjectNode json() {
        return Json.object()
                .put("name", name)
                .put("right", right)
                .put("all", all)
                .put("too_loose", looser)
                .put("too_strict", all - right - looser);
    }
}
