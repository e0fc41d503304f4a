package safeconduct.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safeconduct.caller.Voucher;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.Digest;

/**
 * Makes the envelope of a task: its purpose, filled in with its parameters, and never more than its parent's. What a
 * child wants beyond its parent is left out; where nothing useful or nothing exact would be left, it is a problem.
 */
public final class Narrowing {

    private Narrowing() {}

    /**
     * What a task is opened with.
     *
     * @param ttl how long it wants to live; it gets at most what the purpose gives
     * @param bundle digest of the configuration that the purpose is from
     */
    public record Wish(
            Purpose purpose, ObjectNode parameters, Voucher voucher, Optional<Duration> ttl, Digest bundle) {}

    /** An envelope, or everything that stands against one. */
    public sealed interface Result {

        record Narrowed(Envelope envelope) implements Result {}

        record Problems(List<String> problems) implements Result {
            public Problems {
                problems = List.copyOf(problems);
            }
        }
    }

    /** @param parent of a child task; it has the same environment, and its limits hold for the child too */
    public static Result narrow(Wish wish, Optional<Envelope> parent, Instant now) {
        Purpose purpose = wish.purpose();
        List<String> problems = new ArrayList<>(ParameterCheck.check(purpose.parameters(), wish.parameters()));
        Map<TargetName, Purpose.Access> targets = filled(purpose, wish.parameters(), problems);
        if (parent.isPresent()) {
            targets = within(targets, parent.get(), problems);
            environment(purpose, parent.get(), problems);
        }
        Duration ttl = least(
                wish.ttl().orElse(purpose.ttl()),
                least(purpose.ttl(), purpose.budgets().wall()));
        if (!ttl.isPositive()) {
            problems.add("a life of `" + ttl + "`, expected a positive duration");
        }
        return problems.isEmpty()
                ? new Result.Narrowed(envelope(wish, parent, targets, now.plus(ttl)))
                : new Result.Problems(problems);
    }

    private static Envelope envelope(
            Wish wish, Optional<Envelope> parent, Map<TargetName, Purpose.Access> targets, Instant until) {
        Purpose purpose = wish.purpose();
        Budgets budgets = parent.map(p -> purpose.budgets().narrow(p.budgets())).orElse(purpose.budgets());
        Set<String> classes = new HashSet<>(purpose.dataClasses());
        parent.ifPresent(p -> classes.retainAll(p.dataClasses()));
        return new Envelope(
                purpose.name(),
                wish.parameters(),
                wish.voucher(),
                targets,
                purpose.environment(),
                classes,
                budgets,
                parent.map(Envelope::deadline).filter(d -> d.isBefore(until)).orElse(until),
                parent.map(p -> least(p.idle(), purpose.idle())).orElse(purpose.idle()),
                wish.bundle());
    }

    /** The targets of the purpose, with row filters that hold the values of the parameters. */
    private static Map<TargetName, Purpose.Access> filled(
            Purpose purpose, ObjectNode parameters, List<String> problems) {
        Map<TargetName, Purpose.Access> targets = new HashMap<>();
        purpose.targets().forEach((name, access) -> {
            Optional<DatabaseScope> database = access.database().map(scope -> filled(scope, parameters, problems));
            targets.put(name, new Purpose.Access(access.tools(), database));
        });
        return targets;
    }

    private static DatabaseScope filled(DatabaseScope scope, ObjectNode parameters, List<String> problems) {
        List<DatabaseScope.Table> tables = new ArrayList<>();
        for (DatabaseScope.Table table : scope.tables()) {
            Optional<DatabaseScope.RowFilter> rows = table.rows()
                    .map(filter -> new DatabaseScope.RowFilter(
                            filter.column(),
                            filter.parameter(),
                            Optional.ofNullable(parameters.get(filter.parameter()))));
            if (rows.isPresent() && rows.get().value().isEmpty()) {
                problems.add("parameter `" + rows.get().parameter()
                        + "` is missing, expected because it selects the rows of `" + table.name() + "`");
            }
            tables.add(new DatabaseScope.Table(table.name(), table.rights(), table.columns(), rows));
        }
        return new DatabaseScope(tables, scope.exceptions());
    }

    private static Map<TargetName, Purpose.Access> within(
            Map<TargetName, Purpose.Access> wanted, Envelope parent, List<String> problems) {
        Map<TargetName, Purpose.Access> targets = new HashMap<>();
        wanted.forEach((name, access) -> {
            Purpose.Access most = parent.targets().get(name);
            if (most != null) {
                Purpose.Access common = ScopeCut.common(access, most, problems);
                if (!common.tools().isEmpty()) {
                    targets.put(name, common);
                }
            }
        });
        if (targets.isEmpty()) {
            problems.add("nothing of the purpose is within the envelope of the parent task");
        }
        return targets;
    }

    private static void environment(Purpose purpose, Envelope parent, List<String> problems) {
        if (!purpose.environment().equals(parent.environment())) {
            problems.add("environment `" + purpose.environment() + "`, expected that of the parent task, `"
                    + parent.environment() + "`");
        }
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
