package safeconduct.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import safeconduct.caller.Voucher;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Json;
import safeconduct.policy.DatabaseScope.Right;
import safeconduct.policy.DatabaseScope.RowFilter;
import safeconduct.policy.DatabaseScope.Table;

/** Random purposes: whatever a child's purpose says, its envelope is within its parent's. Repeat with {@code -Dseed=}. */
class ChildWithinParentTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<String> WORDS = List.of("a", "b", "c");

    private final long seed = Long.getLong("seed", 20261123L);
    private final Random random = new Random(seed);

    @Test
    void neverExceedsItsParent() {
        System.out.println("seed " + seed);
        int narrowed = 0;
        for (int i = 0; i < 20_000; i++) {
            Envelope parent = envelope(Optional.empty(), NOW);
            if (parent == null) {
                continue;
            }
            Envelope child = envelope(Optional.of(parent), NOW.plusSeconds(random.nextInt(100)));
            if (child != null) {
                narrowed++;
                within(child, parent);
                Envelope grandchild = envelope(Optional.of(child), NOW.plusSeconds(random.nextInt(100)));
                if (grandchild != null) {
                    within(grandchild, parent);
                }
            }
        }
        assertTrue(narrowed > 1_000, "too few children to mean anything: " + narrowed);
    }

    private static void within(Envelope child, Envelope parent) {
        assertEquals(parent.environment(), child.environment());
        assertFalse(child.deadline().isAfter(parent.deadline()));
        assertTrue(child.idle().compareTo(parent.idle()) <= 0);
        assertTrue(parent.dataClasses().containsAll(child.dataClasses()));
        assertTrue(child.budgets().calls() <= parent.budgets().calls());
        assertTrue(child.budgets().rows() <= parent.budgets().rows());
        assertTrue(child.budgets().bytes() <= parent.budgets().bytes());
        assertTrue(child.budgets().wall().compareTo(parent.budgets().wall()) <= 0);
        child.targets()
                .forEach((name, access) -> within(access, parent.targets().get(name)));
    }

    private static void within(Purpose.Access child, Purpose.Access parent) {
        assertTrue(parent != null && parent.tools().containsAll(child.tools()));
        child.database().ifPresent(scope -> {
            DatabaseScope most = parent.database().orElseThrow();
            assertTrue(most.exceptions().containsAll(scope.exceptions()));
            scope.tables().forEach(table -> within(table, most));
        });
    }

    private static void within(Table child, DatabaseScope parent) {
        Table most = parent.tables().stream()
                .filter(table -> table.name().equals(child.name()))
                .findFirst()
                .orElseThrow();
        assertTrue(most.rights().containsAll(child.rights()));
        assertTrue(most.columns().containsAll(child.columns()));
        if (most.rows().isPresent()) {
            assertEquals(most.rows(), child.rows());
        }
    }

    private Envelope envelope(Optional<Envelope> parent, Instant now) {
        ObjectNode parameters = Json.object().put("p", random.nextInt(2)).put("q", random.nextInt(2));
        Narrowing.Wish wish =
                new Narrowing.Wish(purpose(), parameters, Voucher.AGENT, Optional.empty(), Digest.of("bundle"));
        return Narrowing.narrow(wish, parent, now) instanceof Narrowing.Result.Narrowed(var envelope) ? envelope : null;
    }

    private Purpose purpose() {
        Map<TargetName, Purpose.Access> targets = new HashMap<>();
        words().forEach(name -> targets.put(new TargetName(name), access()));
        List<Purpose.Parameter> parameters = List.of(parameter("p"), parameter("q"));
        return new Purpose(
                "x",
                "",
                parameters,
                targets,
                random.nextInt(4) == 0 ? "prod" : "dev",
                words(),
                budgets(),
                List.of(),
                duration(),
                duration(),
                Purpose.NO_FLOW);
    }

    private static Purpose.Parameter parameter(String name) {
        return new Purpose.Parameter(name, Purpose.Parameter.Type.INTEGER, Optional.empty(), true);
    }

    private Purpose.Access access() {
        if (random.nextInt(3) == 0) {
            return new Purpose.Access(words(), Optional.empty());
        }
        List<Table> tables = new ArrayList<>();
        for (String name : words()) {
            Set<Right> rights = new HashSet<>(List.of(Right.values()));
            rights.removeIf(right -> random.nextBoolean());
            Optional<RowFilter> rows = random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(new RowFilter(word(), random.nextBoolean() ? "p" : "q", Optional.empty()));
            tables.add(new Table(name, rights, List.copyOf(words()), rows));
        }
        return new Purpose.Access(words(), Optional.of(new DatabaseScope(tables, words())));
    }

    private Budgets budgets() {
        return new Budgets(random.nextInt(9), random.nextInt(9), random.nextInt(9), duration());
    }

    private Duration duration() {
        return Duration.ofSeconds(1 + random.nextInt(300));
    }

    private Set<String> words() {
        Set<String> some = new HashSet<>(WORDS);
        some.removeIf(word -> random.nextInt(3) == 0);
        return some;
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
