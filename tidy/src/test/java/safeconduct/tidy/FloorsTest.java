package safeconduct.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FloorsTest {

    @TempDir
    Path root;

    record Row(String what, String from, String to, List<String> complaints) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("down a floor is fine", "gateway.mcp", "call", List.of()),
                new Row("down several floors is fine", "cli", "kernel", List.of()),
                new Row("to the right is fine", "call", "record", List.of()),
                new Row("a record names callers", "record", "caller", List.of()),
                new Row("within one part is fine", "brokers.postgres", "brokers.scram", List.of()),
                new Row("a plug-in may use the grammar beside it", "brokers.postgres", "sql", List.of()),
                new Row("the demo may use the test kit's database", "demo", "testkit", List.of()),
                new Row("a test kit may use the domain", "testkit", "call", List.of()),
                new Row("up a floor is not", "kernel", "call", List.of(below("kernel", "call"))),
                new Row("to the left is not", "record", "call", List.of(below("record", "call"))),
                new Row("the domain knows no plug-in", "task", "store", List.of(below("task", "store"))),
                new Row("a part below a part counts as it", "web", "gateway.mcp", List.of(below("web", "gateway"))),
                new Row("the server does not carry the demo", "server", "demo", List.of(carry("server", "demo"))),
                new Row(
                        "the product does not carry the test kit",
                        "store",
                        "testkit",
                        List.of(carry("store", "testkit"))),
                new Row(
                        "a new part needs a floor",
                        "weather",
                        "kernel",
                        List.of("From.java stands in `weather`, which has no floor: add it to Floors and"
                                + " ARCHITECTURE.md")));
    }

    private static String below(String from, String to) {
        return "From.java of `" + from + "` uses `" + to
                + "`, which does not stand below it: move the code, or turn the use around";
    }

    private static String carry(String from, String to) {
        return "From.java of `" + from + "` uses `" + to + "`, which the product must not carry";
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysWhatDoesNotStandBelow(Row row) {
        var example = Example.of(
                        root,
                        Map.of(
                                file("first", row.from(), "From"),
                                "package safeconduct." + row.from() + "; class From { safeconduct." + row.to()
                                        + ".To to; }",
                                file("second", row.to(), "To"),
                                "package safeconduct." + row.to() + "; public class To {}"))
                .compiled();

        assertEquals(row.complaints(), example.complaints(new Floors()));
    }

    @Test
    void seesTypesThatStandOnlyInASignature() {
        var example = Example.of(
                        root,
                        Map.of(
                                file("first", "record", "From"),
                                "package safeconduct.record; interface From { java.util.List<safeconduct.call.To>"
                                        + " all(); }",
                                file("second", "call", "To"),
                                "package safeconduct.call; public class To {}"))
                .compiled();

        assertEquals(List.of(below("record", "call")), example.complaints(new Floors()));
    }

    @Test
    void bindsMainCodeOnly() {
        var example = Example.of(
                        root,
                        Map.of(
                                "first/src/test/java/safeconduct/record/From.java",
                                "package safeconduct.record; class From { safeconduct.call.To to; }",
                                file("second", "call", "To"),
                                "package safeconduct.call; public class To {}"))
                .compiled();

        assertEquals(List.of(), example.complaints(new Floors()));
    }

    private static String file(String module, String in, String name) {
        return module + "/src/main/java/safeconduct/" + in.replace('.', '/') + "/" + name + ".java";
    }
}
