package safeconduct.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import safeconduct.caller.Actor;
import safeconduct.caller.AgentName;
import safeconduct.caller.Caller;
import safeconduct.caller.TaskId;
import safeconduct.caller.Voucher;
import safeconduct.catalog.Effect;
import safeconduct.catalog.SqlReader.SqlReading.Statement;
import safeconduct.catalog.Target;
import safeconduct.catalog.TargetName;
import safeconduct.catalog.Tool;
import safeconduct.cedar.PolicyIds;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.explain.Explanation;
import safeconduct.kernel.CanonicalJson;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Json;
import safeconduct.policy.PolicyEngine.Question;
import safeconduct.policy.PolicyEngine.Usage;

/** A recorded question can be read, decided and explained again. */
class QuestionReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123456Z");
    private static final TargetName DB = new TargetName("orders-db");

    private static final CedarEngine ENGINE = new CedarEngine(PolicySet.parse("p", """
        @id("few") permit (principal in Agent::"support-bot", action, resource in Environment::"dev")
        when { context.usage.calls < 3 && context.input.limit <= 50 && context.user.groups.contains("support") };
        @id("cards") forbid (principal, action, resource) when { context has sql && context.sql.columns.contains("t.card") };
        """, PolicyIds.FROM_ANNOTATION));

    @Test
    void readsWhatWasWritten() {
        Question question = question(2);
        Question read = QuestionReader.read(Json.parseObject(Json.text(QuestionJson.write(question))));
        assertEquals(QuestionJson.write(question), QuestionJson.write(read));
        assertEquals(question.sql(), read.sql());
        assertEquals(question.caller(), read.caller());
        assertEquals(question.envelope().digest(), read.envelope().digest());
    }

    @Test
    void decidesAgainAsItDid() {
        for (int calls : List.of(2, 3)) {
            Question read = QuestionReader.read(QuestionJson.write(question(calls)));
            assertEquals(ENGINE.decide(question(calls)), ENGINE.decide(read));
        }
        assertEquals(new PolicyEngine.Verdict.Permits(List.of("few"), List.of()), ENGINE.decide(question(2)));
    }

    @Test
    void explainsWhatWouldHaveHelped() {
        Explanation why = ENGINE.explain(QuestionReader.read(QuestionJson.write(question(3))));
        assertEquals("few", why.nearMisses().getFirst().policy());
        assertEquals(1, why.nearMisses().getFirst().failed().size());
        assertTrue(
                why.nearMisses().getFirst().failed().getFirst().test().contains("context.usage.calls"),
                why.nearMisses()::toString);
    }

    @Test
    void examinesARecordedQuestionAgainToTheSameBytes() {
        String text = ENGINE.policies().text();
        for (int calls : List.of(2, 3)) {
            ObjectNode recorded = QuestionJson.write(question(calls));
            byte[] before = CanonicalJson.exactBytes(Reexamination.of(question(calls), bundle(ENGINE)));
            CedarEngine later = new CedarEngine(PolicySet.parse("later", text, PolicyIds.FROM_ANNOTATION));
            ObjectNode read = Json.parseObject(Json.text(recorded));
            byte[] after = CanonicalJson.exactBytes(Reexamination.of(QuestionReader.read(read), bundle(later)));
            assertArrayEquals(before, after);
        }
    }

    @Test
    void namesTheFailedTestAndTheSmallestChangeOfEveryTaskOfTheLine() {
        Question plain = question(2);
        Ancestor parent = new Ancestor(plain.caller(), plain.envelope(), new Usage(7, 0, 0));
        Question child = new Question(
                plain.caller(),
                plain.envelope(),
                plain.target(),
                plain.tool(),
                plain.method(),
                plain.name(),
                plain.input(),
                plain.sql(),
                plain.usage(),
                plain.now(),
                List.of(parent));
        ObjectNode why = Reexamination.of(child, bundle(ENGINE));
        assertEquals("allow", why.at("/line/0/cedar/decision").asText());
        assertEquals("few", why.at("/line/1/cedar/nearMisses/0/policy").asText());
        assertEquals(
                "context.usage.calls < 3",
                why.at("/line/1/cedar/nearMisses/0/failed/0/test").asText());
        assertEquals(
                "context.usage.calls",
                why.at("/line/1/cedar/smallestChange/0/part").asText());
        assertEquals("2", why.at("/line/1/cedar/smallestChange/0/to").asText());
        assertEquals(Digest.of("bundle").value(), why.path("bundle").asText());
    }

    private static Bundle bundle(CedarEngine engine) {
        return new Bundle(Map.of(), Map.of(), Map.of(), List.of(), engine, Digest.of("bundle"));
    }

    static Question question(int calls) {
        Actor.Human user = new Actor.Human("ann", "https://id.example", List.of("support", "all"));
        Actor.Agent agent = new Actor.Agent(new AgentName("support-bot"), "i-1", "spiffe://local/support-bot");
        Tool tool = new Tool("query", Effect.WRITE, Set.of("personal"), Optional.empty(), Tool.ResultShape.UNKNOWN);
        Target target = new Target(
                DB,
                "dev",
                new Target.Connection.Stdio(List.of("server"), Map.of(), Optional.empty()),
                Map.of("query", tool),
                Optional.empty());
        return new Question(
                new Caller(new TaskId("tsk_01kb3v6h2m8q0r4s6t8v0w2x4y"), agent, List.of(user)),
                envelope(),
                target,
                tool,
                "tools/call",
                "query",
                Json.parseObject("{\"limit\": 50, \"sql\": \"UPDATE t SET a = 1\"}"),
                Optional.of(new Statement("update", Set.of("t"), Set.of("t.a"), Set.of(), false, Set.of("t"))),
                new Usage(calls, 10, 100),
                NOW,
                List.of());
    }

    private static Envelope envelope() {
        return new Envelope(
                "answer-ticket",
                Json.object().put("customer", 7),
                Voucher.AGENT,
                Map.of(DB, new Purpose.Access(Set.of("query"), Optional.empty())),
                "dev",
                Set.of("personal"),
                new Budgets(10, 10, 10, Duration.ofMinutes(1)),
                NOW.plusSeconds(60),
                Duration.ofMinutes(1),
                Digest.of("bundle"));
    }
}
