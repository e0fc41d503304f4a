package safeconduct.gateway.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.kernel.Json;

class ArgumentCheckTest {

    /** @param problem a part of what is said, or empty where the arguments fit */
    record Row(String name, String schema, String input, String problem) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String TYPED =
            "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"},\"s\":{\"type\":\"string\"}},\"required\":[\"n\"],\"additionalProperties\":false}";

    static Stream<Row> rows() {
        return Stream.of(
                new Row("what fits", TYPED, "{\"n\":1,\"s\":\"x\"}", ""),
                new Row("no schema", "{}", "{\"x\":1}", ""),
                new Row("another type", TYPED, "{\"n\":\"1\"}", "/n"),
                new Row("a fraction for an integer", TYPED, "{\"n\":1.5}", "/n"),
                new Row("missing", TYPED, "{}", "n"),
                new Row("one that nobody declared", TYPED, "{\"n\":1,\"N\":2}", "N"),
                new Row("a name in another script", TYPED, "{\"n\":1,\"ѕ\":\"x\"}", "ѕ"),
                new Row("large and exact", TYPED, "{\"n\":9007199254740993}", ""),
                new Row(
                        "one more than a double can tell",
                        "{\"properties\":{\"n\":{\"maximum\":9007199254740992}}}",
                        "{\"n\":9007199254740993}",
                        "/n"),
                new Row(
                        "a fraction that a double rounds away",
                        "{\"properties\":{\"n\":{\"maximum\":1}}}",
                        "{\"n\":1.00000000000000000001}",
                        "/n"),
                new Row("a gigabyte of digits", TYPED, "{\"n\":1e999999999}", "held exactly"),
                new Row("a gigabyte of zeros", TYPED, "{\"n\":1e-999999999}", "held exactly"),
                new Row("deep inside", TYPED, "{\"s\":[[{\"x\":1e999999}]]}", "held exactly"),
                new Row(
                        "a pattern that never ends",
                        "{\"properties\":{\"s\":{\"pattern\":\"^(.*a){14}$\"}}}",
                        "{\"s\":\"" + "a".repeat(40) + "!\"}",
                        "takes too long"),
                new Row(
                        "a pattern that is none",
                        "{\"properties\":{\"s\":{\"pattern\":\"(\"}}}",
                        "{\"s\":\"a\"}",
                        "cannot"),
                new Row(
                        "a schema of somebody else",
                        "{\"properties\":{\"n\":{\"$ref\":\"http://127.0.0.1:1/schema.json\"}}}",
                        "{\"n\":1}",
                        "outside itself"),
                new Row(
                        "a file",
                        "{\"properties\":{\"n\":{\"$ref\":\"file:///etc/passwd\"}}}",
                        "{\"n\":1}",
                        "outside itself"),
                new Row(
                        "a reference that moves its base",
                        "{\"properties\":{\"n\":{\"$id\":\"http://127.0.0.1:1/\",\"$ref\":\"#/x\"}}}",
                        "{\"n\":1}",
                        "$id"),
                new Row("a circle", "{\"$ref\":\"#\"}", "{\"n\":1}", "cannot be used"),
                new Row("doubling", doubling(), "{\"n\":1}", "parts of it apply"),
                new Row(
                        "a reference inside",
                        "{\"properties\":{\"n\":{\"$ref\":\"#/$defs/whole\"}},\"$defs\":{\"whole\":{\"type\":\"integer\"}}}",
                        "{\"n\":\"x\"}",
                        "/n"),
                new Row(
                        "a tree",
                        "{\"$defs\":{\"node\":{\"type\":\"object\",\"properties\":{\"below\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/node\"}}},\"additionalProperties\":false}},\"properties\":{\"tree\":{\"$ref\":\"#/$defs/node\"}}}",
                        "{\"tree\":{\"below\":[{\"below\":[]},{\"bellow\":[]}]}}",
                        "bellow"),
                new Row(
                        "draft 7",
                        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"required\":[\"n\"]}",
                        "{}",
                        "n"),
                new Row(
                        "a dialect that nobody knows",
                        "{\"$schema\":\"http://127.0.0.1:1/\"}",
                        "{}",
                        "cannot be used"));
    }

    private static String doubling() {
        StringBuilder schema = new StringBuilder("{\"$ref\":\"#/$defs/a0\",\"$defs\":{");
        for (int i = 0; i < 30; i++) {
            String next = "{\"$ref\":\"#/$defs/a" + (i + 1) + "\"}";
            schema.append("\"a" + i + "\":{\"allOf\":[" + next + "," + next + "]},");
        }
        return schema + "\"a30\":{\"type\":\"object\"}}}";
    }

    @ParameterizedTest
    @MethodSource("rows")
    void tells(Row row) {
        Optional<String> problem = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> new ArgumentCheck(Json.parseObject(row.schema())).problem(Json.parseObject(row.input())));
        assertEquals(row.problem().isEmpty(), problem.isEmpty(), problem.toString());
        assertTrue(problem.orElse("").contains(row.problem()), problem.toString());
    }
}
