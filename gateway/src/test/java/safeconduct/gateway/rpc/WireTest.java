package safeconduct.gateway.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

class WireTest {

    record Row(String name, String before, List<String> path, String value, String after) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> splices() {
        return Stream.of(
                new Row("a number", "{\"id\": 17 ,\"x\":1.50}", List.of("id"), "\"a\"", "{\"id\": \"a\" ,\"x\":1.50}"),
                new Row(
                        "a text with an escape",
                        "{\"id\":\"\\u0061\\\"}\",\"x\":1}",
                        List.of("id"),
                        "2",
                        "{\"id\":2,\"x\":1}"),
                new Row("an object", "{\"a\":{\"b\":[1,{}]},\"c\":2}", List.of("a"), "0", "{\"a\":0,\"c\":2}"),
                new Row("the last member", "{\"a\":1,\"b\":true}", List.of("b"), "null", "{\"a\":1,\"b\":null}"),
                new Row(
                        "one below",
                        "{\"p\":{\"n\":\"é\",\"m\":2},\"n\":3}",
                        List.of("p", "n"),
                        "\"z\"",
                        "{\"p\":{\"n\":\"z\",\"m\":2},\"n\":3}"),
                new Row(
                        "not the one inside another",
                        "{\"x\":{\"id\":1},\"id\":2}",
                        List.of("id"),
                        "3",
                        "{\"x\":{\"id\":1},\"id\":3}"),
                new Row("a missing one", "{\"a\":1}", List.of("b"), "2", "{\"b\":2,\"a\":1}"),
                new Row("a missing one of nothing", "{ }", List.of("b"), "2", "{\"b\":2 }"),
                new Row(
                        "two missing levels",
                        "{\"p\":{\"n\":1}}",
                        List.of("p", "_meta", "v"),
                        "2",
                        "{\"p\":{\"_meta\":{\"v\":2},\"n\":1}}"),
                new Row(
                        "three missing levels",
                        "{\"a\":1}",
                        List.of("p", "_meta", "v"),
                        "2",
                        "{\"p\":{\"_meta\":{\"v\":2}},\"a\":1}"));
    }

    @ParameterizedTest
    @MethodSource("splices")
    void changesOneValueAndNoOtherByte(Row row) {
        Wire after = Wire.of(row.before()).with(row.path(), row.value());
        assertEquals(row.after(), after.toString());
        Json.parse(after.bytes());
    }

    @Test
    void refusesToGoThroughWhatIsNoObject() {
        assertThrows(Fault.class, () -> Wire.of("{\"p\":[]}").with(List.of("p", "n"), "1"));
    }

    @Test
    void putsAMessageOnOneLine() {
        assertEquals(
                "{ \"a\":  \"b\\n\"}", Wire.of("{\n\"a\":\r\n\"b\\n\"}").line().toString());
    }
}
