package safeconduct.cedar.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import safeconduct.cedar.Entities;
import safeconduct.cedar.EntityUid;
import safeconduct.cedar.Policy;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.Request;
import safeconduct.cedar.Value;
import safeconduct.cedar.explain.Explanation.Change;

class ExplanationTest {
    private static final Request REQUEST = new Request(
            new EntityUid("Task", "t"),
            new EntityUid("Action", "call"),
            new EntityUid("Tool", "query"),
            Value.record(
                    Map.of("environment", Value.of("prod"), "input", Value.record(Map.of("rows", Value.of(500))))));

    private static Explanation explain(String policies) {
        return Explanation.of(PolicySet.parse("test", policies), REQUEST, Entities.none());
    }

    @Test
    void namesTheConditionsThatFailedAndTheSmallestChange() {
        Explanation why = explain("""
            permit (principal, action, resource) when { context.environment == "prod" && context.input.rows <= 100 };
            permit (principal, action == Action::"call", resource == Tool::"other")
            when { context.environment == "dev" };
            """);
        assertEquals(List.of(new Change("context.input.rows", "500", "100")), why.smallestChange());
        assertEquals("policy0", why.nearMisses().getFirst().policy());
        assertEquals(
                "context.input.rows <= 100",
                why.nearMisses().getFirst().failed().getFirst().test());
        assertEquals(
                Map.of("context.input.rows", "500"),
                why.nearMisses().getFirst().failed().getFirst().saw());
        assertEquals(2, why.nearMisses().get(1).failed().size());
        assertEquals(1, why.considered().size());
    }

    @Test
    void findsWhatWouldLiftAForbid() {
        Explanation why = explain("""
            permit (principal, action, resource);
            forbid (principal, action, resource) when { context.environment == "prod" } unless { context.input.rows < 10 };
            """);
        assertEquals(List.of("policy1"), why.answer().determining());
        assertEquals(List.of(new Change("context.input.rows", "500", "9")), why.smallestChange());
    }

    @Test
    void suggestsNothingThatWasNotTried() {
        assertEquals(
                List.of(),
                explain("permit (principal, action, resource) when { context.n == principal.n };")
                        .smallestChange());
        assertEquals(
                List.of(),
                explain("permit (principal, action, resource) when { context.environment == \"prod\" };")
                        .smallestChange());
        assertEquals(List.of(), explain("").smallestChange());
    }

    @Test
    void tellsWhichPolicyErred() {
        Explanation why = explain("permit (principal, action, resource) when { context.missing };");
        assertTrue(why.considered().getFirst().outcome().startsWith("error: "), why.toString());
    }

    @Test
    void givesTheSameBytesWhateverOrderPoliciesWereAddedIn() {
        Policy a = Policy.parse("a", "permit (principal, action, resource) when { context.input.rows <= 1 };");
        Policy b = Policy.parse("b", "forbid (principal, action, resource) when { context.environment == \"dev\" };");
        String one = Explanation.of(PolicySet.of(List.of(a, b)), REQUEST, Entities.none())
                .json()
                .pretty();
        String two = Explanation.of(PolicySet.of(List.of(b, a)), REQUEST, Entities.none())
                .json()
                .pretty();
        assertEquals(one, two);
        assertTrue(one.contains("\"policies\": \"sha256:"), one);
    }
}
