package safeconduct.flow.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TypedTest {

    record Row(String value, Kind kind, String key) {}

    static List<Row> rows() {
        return List.of(
                new Row("Ann@A.example", Kind.EMAIL, "ann@a.example"),
                new Row("<ann@a.example>,", Kind.EMAIL, "ann@a.example"),
                new Row("https://A.example/Path/", Kind.URL, "a.example/Path/"),
                new Row("http://a.example/", Kind.URL, "a.example"),
                new Row("www.a.example", Kind.URL, "www.a.example"),
                new Row("a.example", Kind.HOST, "a.example"),
                new Row("DE89 3704 0044 0532 0130 00", Kind.IBAN, "DE89370400440532013000"),
                new Row("2026-11-24T10:00", Kind.DATE, "2026-11-24"),
                new Row("1,200.50 $", Kind.NUMBER, "1200.5"),
                new Row("Notes.TXT", Kind.FILE, "notes.txt"),
                new Row("#general", Kind.HANDLE, "general"),
                new Row("AB-12", Kind.CODE, "ab-12"),
                new Row("Mary  Jane", Kind.TEXT, "mary jane"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void readsAValueInOneSpelling(Row row) {
        assertEquals(new Typed(row.kind(), row.key()), Typed.of(row.value()));
    }

    record Apart(String one, String other) {}

    static List<Apart> apart() {
        return List.of(
                new Apart("ann@a.example", "ann@a.example.evil.example"),
                new Apart("https://a.example", "https://a.example@evil.example"),
                new Apart("https://a.example/x", "https://a.example/x?to=evil"),
                new Apart("DE89370400440532013000", "DE89370400440532013001"),
                new Apart("12", "1.2"));
    }

    @ParameterizedTest
    @MethodSource("apart")
    void tellsApartWhatLooksAlike(Apart row) {
        assertNotEquals(Typed.of(row.one()).index(), Typed.of(row.other()).index());
    }
}
