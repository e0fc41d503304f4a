package safeconduct.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The floors of {@code ARCHITECTURE.md}: a package uses only what stands below it, and within its floor only what stands
 * to its right. Only main code is bound; a test may use what it likes.
 */
final class Floors implements Rule {

    private static final String OURS = "safeconduct.";

    /** Roof first. A package below one of these, as {@code brokers.postgres}, stands where its parent stands. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("cli", "server", "demo", "verify"),
            List.of("console", "gateway", "oauth", "api", "web"),
            List.of("brokers", "identity", "store", "sql", "token"),
            List.of(
                    "call",
                    "config",
                    "behavior",
                    "containment",
                    "task",
                    "grant",
                    "approval",
                    "policy",
                    "flow",
                    "catalog",
                    "record",
                    "caller"),
            List.of("ledger", "cedar", "kernel"));

    /** Beside the house: they may use everything in it; nothing in it may use them, but for the demo and its database. */
    private static final List<String> BESIDE = List.of("testkit", "bench", "tidy");

    private static final Map<String, String> LEAVE = Map.of("demo", "testkit");

    @Override
    public List<Complaint> check(Repository repository) {
        // One complaint for each pair of a file and a package, however many classes the file holds.
        var complaints = new TreeMap<String, Complaint>();
        for (var compiled : repository.classes()) {
            if (!compiled.test() && !BESIDE.contains(part(compiled.packageName()))) {
                for (var complaint : check(compiled)) {
                    complaints.put(complaint.toString(), complaint);
                }
            }
        }
        return List.copyOf(complaints.values());
    }

    private static List<Complaint> check(Compiled compiled) {
        var from = part(compiled.packageName());
        if (height(from) < 0) {
            return List.of(complaint(
                    compiled, "stands in `" + from + "`, which has no floor: add it to Floors and ARCHITECTURE.md"));
        }
        var complaints = new ArrayList<Complaint>();
        for (var used : compiled.packages()) {
            var to = part(used);
            if (used.startsWith(OURS) && !to.equals(from) && !allowed(from, to)) {
                complaints.add(complaint(compiled, reason(from, to)));
            }
        }
        return complaints;
    }

    private static boolean allowed(String from, String to) {
        if (BESIDE.contains(to)) {
            return to.equals(LEAVE.get(from));
        }
        return !to.equals("demo") && height(from) >= 0 && height(to) > height(from);
    }

    private static String reason(String from, String to) {
        if (BESIDE.contains(to) || to.equals("demo")) {
            return "of `" + from + "` uses `" + to + "`, which the product must not carry";
        }
        return "of `" + from + "` uses `" + to
                + "`, which does not stand below it: move the code, or turn the use around";
    }

    /** How deep a package stands: every package of a floor is deeper than the one to its left. */
    private static int height(String part) {
        var depth = 0;
        for (var floor : FLOORS) {
            if (floor.contains(part)) {
                return depth + floor.indexOf(part);
            }
            depth += floor.size();
        }
        return -1;
    }

    /** {@code brokers} for {@code safeconduct.brokers.postgres}. */
    private static String part(String packageName) {
        if (!packageName.startsWith(OURS)) {
            return packageName;
        }
        return packageName.substring(OURS.length()).split("\\.", 2)[0];
    }

    private static Complaint complaint(Compiled compiled, String message) {
        return new Complaint(compiled.sourceName(), 0, message);
    }
}
