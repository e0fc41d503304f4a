package safeconduct.cedar.official;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;
import safeconduct.cedar.ast.PolicyTree;

class DifferentialTest {
    private static final long SEED = Long.getLong("seed", new Random().nextLong());

    @Test
    void answersRandomQuestionsAsTheOfficialEngineDoes() {
        Differential run = new Differential(SEED);
        run.run(1_000);
        assertEquals(List.of(), run.differences(), "repeat with -Dseed=" + SEED);
        assertTrue(run.allowed() > 50 && run.erring() > 50, "the questions are of one kind, seed " + SEED);
    }

    @Test
    void shrinksToTheOnePolicyThatMatters() {
        List<PolicyTree> many = PolicySet.parse("test", """
            permit (principal, action, resource) when { context.a == 1 };
            permit (principal, action, resource) when { true && (if 1 < 2 then context.b.c else false) };
            """).policies().stream()
                .map(policy -> policy.tree())
                .toList();
        EntityUid any = new EntityUid("User", "x");
        Request request = new Request(any, any, any, Value.record(Map.of("a", Value.of(1))));
        Scenario small = Shrink.smallest(
                new Scenario(many, List.of(), request), s -> s.text().contains("context.b"));
        assertEquals(
                "{ context.b }",
                small.text().replaceAll("(?s).*when (\\{.*\\}).*", "$1").strip());
        assertEquals(Set.of(), small.request().context().attributes().keySet());
    }
}
