package safeconduct.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.caller.Actor;
import safeconduct.caller.Caller;
import safeconduct.caller.TaskId;
import safeconduct.caller.Voucher;
import safeconduct.catalog.SqlReader.SqlReading;
import safeconduct.catalog.Target;
import safeconduct.cedar.PolicyIds;
import safeconduct.cedar.PolicySet;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Json;
import safeconduct.policy.PolicyEngine.Question;
import safeconduct.policy.PolicyEngine.Verdict;

class CedarEngineTest {

    private static final String PERMIT = """
        @id("read") permit (principal in Purpose::"answer-ticket", action == Action::"tools/call",
          resource == Tool::"orders/read") when { context.input.limit <= 50 };
        """;

    record Row(String name, String policies, String input, Verdict expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows() {
        Verdict silent = new Verdict.Silent(List.of());
        Verdict permitted = new Verdict.Permits(List.of("read"), List.of());
        return List.of(
                new Row("no policy: nothing", "", "{}", silent),
                new Row("a permit whose condition holds", PERMIT, "{\"limit\":50}", permitted),
                new Row("a permit whose condition does not hold", PERMIT, "{\"limit\":51}", silent),
                new Row("a permit that errs", PERMIT, "{}", new Verdict.Silent(List.of("read"))),
                new Row("null is absent", PERMIT, "{\"limit\":null}", new Verdict.Silent(List.of("read"))),
                new Row("a whole number in another spelling", PERMIT, "{\"limit\":5e1}", permitted),
                new Row(
                        "a number that cannot be held, where policy reads it",
                        PERMIT,
                        "{\"limit\":0.00001}",
                        new Verdict.Silent(List.of("`limit` holds a number that policy cannot hold exactly"))),
                new Row(
                        "a huge exponent costs nothing and is not held",
                        PERMIT,
                        "{\"limit\":1e999999999}",
                        new Verdict.Silent(List.of("`limit` holds a number that policy cannot hold exactly"))),
                new Row("a number that nobody reads", PERMIT, "{\"limit\":1,\"lat\":52.123456789}", permitted),
                new Row(
                        "a forbid wins",
                        PERMIT + "@id(\"stop\") forbid (principal, action, resource);",
                        "{\"limit\":1}",
                        new Verdict.Forbids(List.of("stop"))),
                new Row(
                        "a forbid that errs denies",
                        PERMIT + "@id(\"stop\") forbid (principal, action, resource) when { context.input.no == 1 };",
                        "{\"limit\":1}",
                        new Verdict.Silent(List.of("stop"))),
                new Row(
                        "an ask beside a permit asks",
                        PERMIT + "@id(\"ask\") @ask(\"sure?\") permit (principal, action, resource);",
                        "{\"limit\":1}",
                        new Verdict.Asks(List.of("ask", "read"), "sure?", List.of())),
                new Row(
                        "SQL, user, usage and time can be read",
                        """
                        @id("all") permit (principal, action, resource in Target::"orders") when {
                          context.sql.verb == "select" && context.sql.tables.contains("public.customers")
                          && context.user.groups.contains("support") && context.usage.calls == 0
                          && context.now > datetime("2026-01-01") && resource.effect == "read" };
                        """,
                        "{}",
                        new Verdict.Permits(List.of("all"), List.of())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void decides(Row row) {
        CedarEngine engine = new CedarEngine(PolicySet.parse("test.cedar", row.policies(), PolicyIds.FROM_ANNOTATION));
        assertEquals(row.expected(), engine.decide(question(Json.parseObject(row.input()))));
    }

    @Test
    void readsResourcesAndPromptsAsTheirOwnTypes() {
        CedarEngine engine = new CedarEngine(PolicySet.parse(
                "test.cedar",
                "permit (principal, action == Action::\"resources/read\", resource =="
                        + " Resource::\"orders/file:///a\");"));
        Question asked = question(Json.object());
        Question reading = new Question(
                asked.caller(),
                asked.envelope(),
                asked.target(),
                asked.tool(),
                "resources/read",
                "file:///a",
                asked.input(),
                asked.sql(),
                asked.usage(),
                asked.now(),
                List.of());
        assertInstanceOf(Verdict.Permits.class, engine.decide(reading));
        assertInstanceOf(Verdict.Silent.class, engine.decide(asked));
    }

    private static Question question(ObjectNode input) {
        Target target = Rules.standard().bundle().target(Rules.TARGET).orElseThrow();
        Actor.Agent agent = new Actor.Agent(Rules.AGENT, "i1", "spiffe://local/support-bot");
        Actor.Human user = new Actor.Human("alice", "https://idp", List.of("support"));
        Caller caller = new Caller(new TaskId("tsk_01kb3v6h2m8q0r4s6t8v0w2x4y"), agent, List.of(user));
        Instant now = Instant.parse("2026-11-23T12:00:00Z");
        Budgets budgets = new Budgets(10, 10, 10, Duration.ofMinutes(1));
        Envelope envelope = new Envelope(
                Rules.PURPOSE,
                Json.object(),
                Voucher.AGENT,
                Map.of(),
                "dev",
                Set.of(),
                budgets,
                now,
                Duration.ofMinutes(1),
                Digest.of("b"));
        SqlReading.Statement sql =
                new SqlReading.Statement("select", Set.of("public.customers"), Set.of(), Set.of(), true);
        return new Question(
                caller,
                envelope,
                target,
                target.tools().get("read"),
                "tools/call",
                "read",
                input,
                Optional.of(sql),
                PolicyEngine.Usage.NONE,
                now,
                List.of());
    }
}
