package safeconduct.flow.label;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultsTest {

    record Row(String form, String text, List<Field> fields) {}

    static List<Row> rows() {
        List<Field> two = List.of(
                new Field(List.of("id"), 0, "1"),
                new Field(List.of("note"), 0, "a b"),
                new Field(List.of("id"), 1, "2"));
        return List.of(
                new Row("json", "[{\"id\":1,\"note\":\"a b\"},{\"id\":2}]", two),
                new Row("python", "[{'id': 1, 'note': 'a b'}, {'id': 2, 'note': None}]", two),
                new Row("yaml", "- id: 1\n  note: a b\n- id: 2\n  note: null\n", two),
                new Row(
                        "yaml over lines",
                        "- id: 1\n  note: 'a\n\n  '\n- id: 2\n",
                        List.of(
                                new Field(List.of("id"), 0, "1"),
                                new Field(List.of("note"), 0, "a\n"),
                                new Field(List.of("id"), 1, "2"))),
                new Row("marked", "<<{\"id\": 1}>>", List.of(new Field(List.of("id"), 0, "1"))),
                new Row("table", "| id | note |\n|---|---|\n| 1 | a b |\n| 2 |  |", two),
                new Row("words", "nothing to see", List.of(new Field(List.of(), 0, "nothing to see"))),
                new Row("broken", "{\"id\": 1, ", List.of(new Field(List.of(), 0, "{\"id\": 1, "))),
                new Row("empty", "  ", List.of()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void cutsAResultIntoFields(Row row) {
        assertEquals(row.fields(), Results.of(row.text()));
    }

    @Test
    void aTextWithinAFieldCannotMakeFieldsOfItsOwn() {
        List<Field> fields = Results.of("note: \"x\\nowner: mallory\"\nid: 7\n");
        assertEquals(
                List.of(new Field(List.of("note"), 0, "x\nowner: mallory"), new Field(List.of("id"), 0, "7")), fields);
    }

    @Test
    void whatIsTooDeepIsOneValue() {
        String deep = "- ".repeat(200) + "x";
        assertEquals(List.of(new Field(List.of(), 0, deep)), Results.of(deep));
    }

    @RepeatedTest(20)
    void anyTextIsReadWithoutFailing() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        String alphabet = "ab: -'\"\\[]{}(),|\n\t<>#&x1";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        try {
            Results.of(text.toString());
        } catch (RuntimeException failed) {
            throw new AssertionError("seed " + seed, failed);
        }
    }
}
