package safeconduct.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.caller.Voucher;
import safeconduct.catalog.TargetName;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Json;
import safeconduct.policy.DatabaseScope.Right;
import safeconduct.policy.DatabaseScope.RowFilter;
import safeconduct.policy.DatabaseScope.Table;

class NarrowingTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final TargetName DB = new TargetName("orders-db");

    private static final Purpose PURPOSE = new Purpose(
            "answer-ticket",
            "",
            List.of(
                    new Purpose.Parameter("customer", Purpose.Parameter.Type.INTEGER, Optional.empty(), true),
                    new Purpose.Parameter(
                            "ticket",
                            Purpose.Parameter.Type.STRING,
                            Optional.of(Pattern.compile("T-[0-9]{1,6}")),
                            false),
                    new Purpose.Parameter("urgent", Purpose.Parameter.Type.BOOLEAN, Optional.empty(), false)),
            Map.of(
                    DB,
                    new Purpose.Access(
                            Set.of("query"),
                            Optional.of(new DatabaseScope(
                                    List.of(new Table(
                                            "public.orders",
                                            Set.of(Right.SELECT),
                                            List.of("id", "total"),
                                            Optional.of(new RowFilter("customer_id", "customer", Optional.empty())))),
                                    Set.of())))),
            "dev",
            Set.of("personal"),
            new Budgets(10, 100, 1_000, Duration.ofMinutes(10)),
            List.of(),
            Duration.ofMinutes(10),
            Duration.ofMinutes(2),
            Purpose.NO_FLOW);

    record Row(String name, String parameters, String problem) {}

    @ParameterizedTest
    @MethodSource("rows")
    void refusesParametersThatThePurposeDoesNotDeclareSo(Row row) {
        Narrowing.Result.Problems no = assertInstanceOf(
                Narrowing.Result.Problems.class,
                narrow(Json.parseObject(row.parameters()), Optional.empty()),
                row.name());
        assertTrue(no.problems().stream().anyMatch(p -> p.contains(row.problem())), no.problems()::toString);
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("missing", "{}", "parameter `customer` is missing"),
                new Row("unknown", "{\"customer\":1,\"role\":\"x\"}", "unknown parameter `role`, expected one of"),
                new Row("text for a number", "{\"customer\":\"1\"}", "expected integer"),
                new Row("fraction", "{\"customer\":1.5}", "expected integer"),
                new Row("fraction that is whole", "{\"customer\":1.0}", "expected integer"),
                new Row("more than 64 bits", "{\"customer\":9223372036854775808}", "expected integer"),
                new Row("null", "{\"customer\":null}", "expected integer"),
                new Row("object", "{\"customer\":{\"$gt\":0}}", "expected integer"),
                new Row("number for a text", "{\"customer\":1,\"ticket\":7}", "expected string"),
                new Row("pattern", "{\"customer\":1,\"ticket\":\"7\"}", "does not match"),
                new Row("pattern in the middle", "{\"customer\":1,\"ticket\":\"xT-7\"}", "does not match"),
                new Row("pattern and a new line", "{\"customer\":1,\"ticket\":\"T-7\\n\"}", "control characters"),
                new Row("Cedar in a text", "{\"customer\":1,\"ticket\":\"T-7\\\" || true\"}", "does not match"),
                new Row("SQL in a text", "{\"customer\":1,\"ticket\":\"T-7'; drop table x\"}", "does not match"),
                new Row("NUL", "{\"customer\":1,\"ticket\":\"T-7\\u0000\"}", "control characters"),
                new Row("half a character", "{\"customer\":1,\"ticket\":\"\\ud800\"}", "control characters"),
                new Row("too long", "{\"customer\":1,\"ticket\":\"" + "T".repeat(257) + "\"}", "longer than 256"),
                new Row("word for a boolean", "{\"customer\":1,\"urgent\":\"yes\"}", "expected boolean"));
    }

    @Test
    void reportsAllProblemsAtOnce() {
        Narrowing.Result result = narrow(Json.parseObject("{\"ticket\":1,\"x\":1}"), Optional.empty());
        // Unknown, missing, of another type, and the row filter that has no value.
        assertEquals(
                4,
                assertInstanceOf(Narrowing.Result.Problems.class, result)
                        .problems()
                        .size());
    }

    @Test
    void fillsTheRowFilterWithTheParameter() {
        Envelope envelope = narrowed(Json.object().put("customer", 7), Optional.empty());
        RowFilter rows = envelope.targets()
                .get(DB)
                .database()
                .orElseThrow()
                .tables()
                .getFirst()
                .rows()
                .orElseThrow();
        assertEquals(7, rows.value().orElseThrow().asInt());
    }

    @Test
    void livesNoLongerThanThePurposeAndItsParent() {
        ObjectNode parameters = Json.object().put("customer", 7);
        Envelope parent = narrowed(parameters, Optional.empty());
        Envelope child = assertInstanceOf(
                        Narrowing.Result.Narrowed.class,
                        Narrowing.narrow(
                                wish(parameters, Optional.of(Duration.ofHours(1))),
                                Optional.of(parent),
                                NOW.plusSeconds(60)))
                .envelope();
        assertEquals(NOW.plus(Duration.ofMinutes(10)), parent.deadline());
        assertEquals(parent.deadline(), child.deadline());
    }

    @Test
    void refusesAChildThatWantsOtherRows() {
        Envelope parent = narrowed(Json.object().put("customer", 7), Optional.empty());
        Narrowing.Result.Problems no = assertInstanceOf(
                Narrowing.Result.Problems.class, narrow(Json.object().put("customer", 8), Optional.of(parent)));
        assertTrue(no.problems().getFirst().contains("other rows of `public.orders`"), no.problems()::toString);
    }

    @Test
    void refusesALifeThatIsNotPositive() {
        Narrowing.Result result = Narrowing.narrow(
                wish(Json.object().put("customer", 7), Optional.of(Duration.ZERO)), Optional.empty(), NOW);
        assertInstanceOf(Narrowing.Result.Problems.class, result);
    }

    @Test
    void stopsAPatternThatBacktracksWithoutEnd() {
        assertFalse(ParameterCheck.matches(Pattern.compile("(a+)+b"), "a".repeat(256)));
        assertTrue(ParameterCheck.matches(Pattern.compile("(a+)+b"), "aab"));
    }

    private static Envelope narrowed(ObjectNode parameters, Optional<Envelope> parent) {
        return assertInstanceOf(Narrowing.Result.Narrowed.class, narrow(parameters, parent))
                .envelope();
    }

    private static Narrowing.Result narrow(ObjectNode parameters, Optional<Envelope> parent) {
        return Narrowing.narrow(wish(parameters, Optional.empty()), parent, NOW);
    }

    private static Narrowing.Wish wish(ObjectNode parameters, Optional<Duration> ttl) {
        return new Narrowing.Wish(PURPOSE, parameters, Voucher.AGENT, ttl, Digest.of("bundle"));
    }
}
