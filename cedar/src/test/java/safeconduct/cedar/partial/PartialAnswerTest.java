package safeconduct.cedar.partial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.cedar.Answer;
import safeconduct.cedar.Entities;
import safeconduct.cedar.Entity;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;
import safeconduct.cedar.official.RandomScenarios;
import safeconduct.cedar.official.Scenario;

class PartialAnswerTest {
    private static final EntityUid TASK = new EntityUid("Task", "t1");
    private static final EntityUid CALL = new EntityUid("Action", "tools/call");
    private static final EntityUid QUERY = new EntityUid("Tool", "orders/query");
    private static final Entities WORLD = Entities.of(
            new Entity(TASK, Set.of(), Map.of("limit", Value.of(100)), Map.of()),
            Entity.of(QUERY, new EntityUid("Target", "orders")));
    private static final Value.RecordValue CONTEXT = Value.record(Map.of(
            "environment",
            Value.of("dev"),
            "input",
            Value.record(Map.of("rows", Value.of(5), "table", Value.of("o")))));
    private static final Request REQUEST = new Request(TASK, CALL, QUERY, CONTEXT);

    record Row(String name, PartialRequest request, String policies, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows() {
        PartialRequest known = PartialRequest.of(REQUEST);
        PartialRequest rows = known.withUnknown("input", "rows");
        PartialRequest resource = known.withUnknownResource("Tool");
        String limit =
                "permit (principal, action, resource) when { context.environment == \"dev\" && context.input.rows <="
                        + " principal.limit };";
        return List.of(
                new Row("all known: allowed", known, limit, "allowed [policy0]"),
                new Row(
                        "an unknown argument: what is left names it",
                        rows,
                        limit,
                        "permit ( principal == Task::\"t1\", action == Action::\"tools/call\", resource =="
                                + " Tool::\"orders/query\" ) when { context.input.rows <= 100 };"),
                new Row(
                        "its neighbour is still known",
                        rows,
                        "permit (principal, action, resource) when { context.input.table == \"o\" };",
                        "allowed [policy0]"),
                new Row(
                        "a false part decides, whatever the rest is",
                        rows,
                        "permit (principal, action, resource) when { context.input.rows == 1 && context.environment =="
                                + " \"prod\" };",
                        "denied []"),
                new Row("no policy: denied", rows, "", "denied []"),
                new Row(
                        "a sure forbid decides",
                        rows,
                        limit + "forbid (principal, action, resource is Tool);",
                        "denied [policy1]"),
                new Row(
                        "an open forbid leaves a sure permit in doubt",
                        known.withUnknown(),
                        "permit (principal, action, resource); forbid (principal, action, resource) when { context has"
                                + " bad };",
                        "permit ( principal == Task::\"t1\", action == Action::\"tools/call\", resource =="
                                + " Tool::\"orders/query\" ); forbid ( principal == Task::\"t1\", action =="
                                + " Action::\"tools/call\", resource == Tool::\"orders/query\" ) when { context has bad"
                                + " };"),
                new Row(
                        "any tool: allowed for all",
                        resource,
                        "permit (principal, action, resource is Tool);",
                        "allowed [policy0]"),
                new Row(
                        "any tool: never a file",
                        resource,
                        "permit (principal, action, resource is File);",
                        "denied []"),
                new Row(
                        "any tool: only those of one target",
                        resource,
                        "permit (principal, action, resource in Target::\"orders\") when { principal.limit > 1 };",
                        "permit ( principal == Task::\"t1\", action == Action::\"tools/call\", resource in"
                                + " Target::\"orders\" );"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysWhatCanBeSaid(Row row) {
        PartialAnswer answer = PartialAnswer.of(PolicySet.parse("test", row.policies()), row.request(), WORLD);
        assertEquals(
                row.expected(),
                switch (answer) {
                    case PartialAnswer.Allowed(var ids) -> "allowed " + ids;
                    case PartialAnswer.Denied(var ids) -> "denied " + ids;
                    case PartialAnswer.Depends depends ->
                        depends.text().replaceAll("\\s+", " ").strip();
                });
    }

    private enum Kind {
        ALLOWED,
        DENIED,
        DEPENDS
    }

    /** Hides random parts of random requests: what was said must hold for the whole request. */
    @Test
    void neverContradictsTheWholeDecision() {
        long seed = Long.getLong("seed", new Random().nextLong());
        Random random = new Random(seed);
        RandomScenarios scenarios = new RandomScenarios(random);
        Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
        for (int i = 0; i < 6_000; i++) {
            Scenario scenario = scenarios.next();
            PolicySet policies = PolicySet.parse("random", scenario.text());
            Entities entities = Entities.of(scenario.entities());
            PartialRequest request = hide(random, scenario.request());
            PartialAnswer partial = PartialAnswer.of(policies, request, entities);
            Answer whole = policies.authorize(scenario.request(), entities);
            String where = String.join("\n", "seed " + seed, scenario.shown(), request.toString(), partial.toString());
            switch (partial) {
                case PartialAnswer.Allowed allowed -> {
                    assertTrue(whole.allowed(), where);
                    assertTrue(whole.determining().containsAll(allowed.determining()), where);
                }
                case PartialAnswer.Denied denied -> {
                    assertTrue(!whole.allowed(), where);
                    assertTrue(whole.determining().containsAll(denied.determining()), where);
                }
                case PartialAnswer.Depends(PolicySet residual) -> {
                    PolicySet read = PolicySet.parse("again", residual.text());
                    assertEquals(residual.policies().size(), read.policies().size(), where);
                    Answer later = residual.authorize(scenario.request(), entities);
                    assertEquals(whole.allowed(), later.allowed(), where);
                    assertEquals(whole.determining(), later.determining(), where);
                }
            }
            Kind kind = partial instanceof PartialAnswer.Allowed
                    ? Kind.ALLOWED
                    : partial instanceof PartialAnswer.Denied ? Kind.DENIED : Kind.DEPENDS;
            seen.merge(kind, 1, Integer::sum);
        }
        assertTrue(seen.values().stream().allMatch(count -> count > 100) && seen.size() == 3, "one-sided: " + seen);
    }

    private static PartialRequest hide(Random random, Request request) {
        PartialRequest hidden = PartialRequest.of(request);
        if (random.nextInt(3) == 0) {
            hidden = hidden.withUnknownResource(
                    random.nextBoolean() ? "" : request.resource().type());
        }
        if (random.nextInt(6) == 0) {
            hidden = hidden.withUnknownAction();
        }
        switch (random.nextInt(4)) {
            case 0 -> hidden = hidden.withUnknown();
            case 1 -> hidden = hidden.withUnknown("a");
            case 2 -> {
                hidden = hidden.withUnknown("rec");
                hidden = hidden.withUnknown("name");
            }
            default -> {
                // Nothing of the context is hidden.
            }
        }
        return hidden;
    }
}
