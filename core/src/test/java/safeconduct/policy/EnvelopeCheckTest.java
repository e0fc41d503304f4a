package safeconduct.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
import safeconduct.kernel.Digest;
import safeconduct.kernel.Json;
import safeconduct.policy.DatabaseScope.Right;
import safeconduct.policy.DatabaseScope.Table;
import safeconduct.policy.PolicyEngine.Question;
import safeconduct.policy.PolicyEngine.Usage;

class EnvelopeCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final TargetName DB = new TargetName("orders-db");
    private static final Actor.Human USER = new Actor.Human("ann", "https://id.example", List.of("support"));

    private static final DatabaseScope SCOPE = new DatabaseScope(
            List.of(
                    new Table("public.customers", Set.of(Right.SELECT), List.of("id", "email"), Optional.empty()),
                    new Table(
                            "public.orders",
                            Set.of(Right.SELECT, Right.UPDATE, Right.DELETE),
                            List.of("id", "total", "customer_id"),
                            Optional.empty()),
                    new Table("a.twin", Set.of(Right.SELECT), List.of("id"), Optional.empty()),
                    new Table("b.twin", Set.of(Right.SELECT), List.of("id"), Optional.empty())),
            Set.of());

    record Row(String name, Question question, String reason) {}

    @ParameterizedTest
    @MethodSource("rows")
    void keepsCallsWithinTheEnvelope(Row row) {
        String reason = EnvelopeCheck.check(row.question(), bundle())
                .map(deny -> deny.reason().name())
                .orElse("");
        assertEquals(row.reason(), reason, row.name());
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("within", ask("orders-db", "dev", tool("query", Effect.READ), Optional.empty()), ""),
                new Row(
                        "another target",
                        ask("billing", "dev", tool("query", Effect.READ), Optional.empty()),
                        "TARGET_NOT_IN_ENVELOPE"),
                new Row(
                        "another environment",
                        ask("orders-db", "prod", tool("query", Effect.READ), Optional.empty()),
                        "ENVIRONMENT_NOT_IN_ENVELOPE"),
                new Row(
                        "another tool",
                        ask("orders-db", "dev", tool("drop", Effect.READ), Optional.empty()),
                        "TOOL_NOT_IN_ENVELOPE"),
                new Row(
                        "another data class",
                        ask(
                                "orders-db",
                                "dev",
                                new Tool(
                                        "query",
                                        Effect.READ,
                                        Set.of("cards"),
                                        Optional.empty(),
                                        Tool.ResultShape.UNKNOWN),
                                Optional.empty()),
                        "TOOL_NOT_IN_ENVELOPE"),
                new Row("a user of the group", behalf(USER, Effect.READ), ""),
                new Row("a user beyond the effect", behalf(USER, Effect.WRITE), "USER_NOT_ALLOWED"),
                new Row(
                        "a user of another issuer",
                        behalf(new Actor.Human("ann", "https://evil.example", List.of("support")), Effect.READ),
                        "USER_NOT_ALLOWED"),
                new Row(
                        "a user without groups",
                        behalf(new Actor.Human("ann", "https://id.example", List.of()), Effect.READ),
                        "USER_NOT_ALLOWED"));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void keepsStatementsWithinTheirScope(Row row) {
        keepsCallsWithinTheEnvelope(row);
    }

    static Stream<Row> statements() {
        return Stream.of(
                sql("two columns", select("customers", "customers.id", "customers.email"), ""),
                sql("with its schema", select("public.customers", "public.customers.id"), ""),
                sql("another column", select("customers", "customers.card"), "COLUMN_NOT_IN_ENVELOPE"),
                sql("star", select("customers", "customers.*"), "COLUMN_NOT_IN_ENVELOPE"),
                sql("star of all", select("customers", "*.*"), "COLUMN_NOT_IN_ENVELOPE"),
                sql("column of any table", select("customers", "*.email"), ""),
                sql("column of no table", select("customers", "*.card"), "COLUMN_NOT_IN_ENVELOPE"),
                sql("system column", select("customers", "customers.ctid"), "COLUMN_NOT_IN_ENVELOPE"),
                sql("another table", select("cards", "cards.id"), "TABLE_NOT_IN_ENVELOPE"),
                sql("another schema", select("secret.customers", "secret.customers.id"), "TABLE_NOT_IN_ENVELOPE"),
                sql("a name that two schemas have", select("twin", "twin.id"), "TABLE_NOT_IN_ENVELOPE"),
                sql("the catalogue", select("pg_class", "pg_class.relname"), "TABLE_NOT_IN_ENVELOPE"),
                sql("no table at all", new Statement("select", Set.of(), Set.of(), Set.of("now"), true), ""),
                sql("a dangerous function", calling("pg_read_file"), "STATEMENT_NOT_ALLOWED"),
                sql("a function of another schema", calling("public.lower"), "STATEMENT_NOT_ALLOWED"),
                sql("a harmless function", calling("lower"), ""),
                sql(
                        "a query that locks",
                        new Statement("select", Set.of("orders"), Set.of("orders.id"), Set.of(), false),
                        "STATEMENT_NOT_ALLOWED"),
                sql(
                        "another verb",
                        new Statement("merge", Set.of(), Set.of(), Set.of(), false),
                        "STATEMENT_NOT_ALLOWED"),
                sql("a change without the right", change("insert", "orders", "orders.id"), "STATEMENT_NOT_ALLOWED"),
                sql("a change with the right", change("update", "orders", "orders.total"), ""),
                sql("a change of another column", change("update", "orders", "orders.paid"), "COLUMN_NOT_IN_ENVELOPE"),
                sql("a change of a table that is only read", change("delete", "customers"), "STATEMENT_NOT_ALLOWED"),
                new Row(
                        "a change by a tool that only reads",
                        ask("orders-db", "dev", tool("query", Effect.READ), Optional.of(change("delete", "orders"))),
                        "STATEMENT_NOT_ALLOWED"));
    }

    @Test
    void saysWhatWouldBeAllowed() {
        Question question = sql("", select("customers", "customers.card"), "").question();
        assertEquals(
                "column `customers.card` is not in the envelope; expected `email`, `id`",
                EnvelopeCheck.check(question, bundle()).orElseThrow().explanation());
    }

    private static Statement select(String table, String... columns) {
        return new Statement("select", Set.of(table), Set.of(columns), Set.of(), true);
    }

    private static Statement calling(String function) {
        return new Statement("select", Set.of("orders"), Set.of("orders.id"), Set.of(function), true);
    }

    private static Statement change(String verb, String table, String... columns) {
        return new Statement(verb, Set.of(table), Set.of(columns), Set.of(), false, Set.of(table));
    }

    private static Row sql(String name, Statement statement, String reason) {
        return new Row(name, ask("orders-db", "dev", tool("query", Effect.DELETE), Optional.of(statement)), reason);
    }

    private static Tool tool(String name, Effect effect) {
        return new Tool(name, effect, Set.of("personal"), Optional.of("sql"), Tool.ResultShape.UNKNOWN);
    }

    private static Question behalf(Actor.Human user, Effect effect) {
        Question blank = ask("orders-db", "dev", tool("query", effect), Optional.empty());
        Caller caller = new Caller(blank.caller().task(), blank.caller().agent(), List.of(user));
        return new Question(
                caller,
                blank.envelope(),
                blank.target(),
                blank.tool(),
                blank.method(),
                blank.name(),
                blank.input(),
                blank.sql(),
                blank.usage(),
                blank.now(),
                List.of());
    }

    private static Question ask(String target, String environment, Tool tool, Optional<Statement> statement) {
        Caller caller = new Caller(
                new TaskId("tsk_01kb3v6h2m8q0r4s6t8v0w2x4y"),
                new Actor.Agent(new AgentName("support-bot"), "i", "w"),
                List.of());
        Target place = new Target(
                new TargetName(target),
                environment,
                new Target.Connection.Stdio(List.of("server"), Map.of(), Optional.empty()),
                Map.of(tool.name(), tool),
                Optional.empty());
        return new Question(
                caller,
                envelope(),
                place,
                tool,
                "tools/call",
                tool.name(),
                Json.object(),
                statement,
                Usage.NONE,
                NOW,
                List.of());
    }

    private static Envelope envelope() {
        return new Envelope(
                "answer-ticket",
                Json.object(),
                Voucher.AGENT,
                Map.of(DB, new Purpose.Access(Set.of("query"), Optional.of(SCOPE))),
                "dev",
                Set.of("personal"),
                new Budgets(1, 1, 1, Duration.ofMinutes(1)),
                NOW.plusSeconds(60),
                Duration.ofMinutes(1),
                Digest.of("bundle"));
    }

    private static Bundle bundle() {
        UserCeiling ceiling =
                new UserCeiling("https://id.example", "support", Set.of("answer-ticket"), Set.of(DB), Effect.READ);
        return new Bundle(
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(ceiling),
                question -> new PolicyEngine.Verdict.Silent(List.of()),
                Digest.of("bundle"));
    }
}
