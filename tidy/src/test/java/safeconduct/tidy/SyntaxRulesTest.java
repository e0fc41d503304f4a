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

class SyntaxRulesTest {

    private static final String SUPPRESS =
            "has @SuppressWarnings without a reason: say why in a // comment beside or above it";

    @TempDir
    Path root;

    record Row(String what, Rule rule, String text, List<String> complaints) {

        Row(String what, Rule rule, String text, String... complaints) {
            this(what, rule, text, List.of(complaints));
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("400 lines", new Sizes(), "class Door {}\n" + "\n".repeat(399)),
                new Row(
                        "401 lines",
                        new Sizes(),
                        "class Door {}\n" + "\n".repeat(400),
                        "Door.java has 401 lines, more than 400: split it"),
                new Row("a method of 40 lines", new Sizes(), "class Door {\nvoid open() {" + "\n".repeat(39) + "}}"),
                new Row(
                        "a method of 41 lines",
                        new Sizes(),
                        "class Door {\nvoid open() {" + "\n".repeat(40) + "}}",
                        "Door.java:2 `open` has 41 lines, more than 40: split it"),
                new Row(
                        "a table in main code is a method like others",
                        new Sizes(),
                        "class Door {\nint open() { return" + "\n".repeat(40) + "1;}}",
                        "Door.java:2 `open` has 41 lines, more than 40: split it"),
                new Row(
                        "five parameters",
                        new Sizes(),
                        "class Door { void open(int a, int b, int c, int d, int e) {} }"),
                new Row(
                        "six parameters",
                        new Sizes(),
                        "class Door { void open(int a, int b, int c, int d, int e, int f) {} }",
                        "Door.java:1 `open` has 6 parameters, more than 5: group them in a record"),
                new Row(
                        "a record's own constructor",
                        new Sizes(),
                        "record Door(int a, int b, int c, int d, int e, int f) { Door { a = 1; } static int x; }"),
                new Row(
                        "another constructor of a record",
                        new Sizes(),
                        "record Door(int a) { Door(int a, int b, int c, int d, int e, int f) { this(a); } }",
                        "Door.java:1 `<init>` has 6 parameters, more than 5: group them in a record"),
                new Row(
                        "sixteen components",
                        new Sizes(),
                        "record Door(int a,int b,int c,int d,int e,int f,int g,int h,int i,int j,int k,int l,int m,int"
                                + " n,int o,int p) {}",
                        "Door.java:1 `Door` has 16 components, more than 15: group them in a record"),
                new Row("a plain name", new Names(), "class DoorKeeper {}"),
                new Row(
                        "an empty name",
                        new Names(),
                        "class Door { class DoorHelper {} interface KeyManager {} }",
                        "Door.java:1 names a type `DoorHelper`: say what it is in the domain",
                        "Door.java:1 names a type `KeyManager`: say what it is in the domain"),
                new Row(
                        "an empty package",
                        new Names(),
                        "package safeconduct.util;\nclass Door {}",
                        "Door.java stands in `safeconduct.util`: name the package after its concern"),
                new Row(
                        "an abstract class",
                        new Names(),
                        "abstract class Door {}",
                        "Door.java:1 has an abstract class `Door`: use an interface and delegation"),
                new Row(
                        "a catch that acts",
                        new Catches(),
                        "class Door { { try {} catch (IllegalStateException e) { open(); } } }"),
                new Row(
                        "an empty catch",
                        new Catches(),
                        "class Door { {\n try {} catch (IllegalStateException e) { /* never */ } } }",
                        "Door.java:2 has an empty catch block: act on it, or let it rise"),
                new Row(
                        "a catch of everything",
                        new Catches(),
                        "class Door { { try {} catch (Exception e) { open(); } } }",
                        "Door.java:1 catches Exception: name what can go wrong"),
                new Row(
                        "a union that holds everything",
                        new Catches(),
                        "class Door { { try {} catch (Error | java.lang.Throwable e) { open(); } } }",
                        "Door.java:1 catches java.lang.Throwable: name what can go wrong"),
                new Row(
                        "a test that is switched off",
                        new Annotations(),
                        "class Door { @Disabled void one() {} @EnabledIfSystemProperty void two() {} }",
                        "Door.java:1 has @Disabled: a test runs or is removed",
                        "Door.java:1 has @EnabledIfSystemProperty: a test runs or is removed"),
                new Row(
                        "silence with a reason beside it",
                        new Annotations(),
                        "@SuppressWarnings(\"x\") // the library leaves no choice\nclass Door {}"),
                new Row(
                        "silence with a reason above it",
                        new Annotations(),
                        "// the library leaves no choice\n@SuppressWarnings(\"x\")\nclass Door {}"),
                new Row(
                        "silence",
                        new Annotations(),
                        "@SuppressWarnings(\"x\")\nclass Door {}",
                        "Door.java:1 " + SUPPRESS),
                new Row(
                        "a note to oneself",
                        new Leftovers(),
                        "class Door {\n// TO" + "DO later\n}",
                        "Door.java:2 says TO" + "DO: do it, or open an issue"),
                new Row("our format", new Formatting(), "class Door {}\n"),
                new Row(
                        "another format",
                        new Formatting(),
                        "class Door {\n  int a;\n}\n",
                        "Door.java:2 is not formatted: run ./dev format"),
                new Row(
                        "no Java at all",
                        new Formatting(),
                        "class {",
                        "Door.java cannot be formatted: 1:7: error: <identifier> expected"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void namesThePlaceAndTheCure(Row row) {
        assertEquals(row.complaints(), Example.of(root, "Door.java", row.text()).complaints(row.rule()));
    }

    @Test
    void letsATestsRowsBeLong() {
        var rows = "class Rows {\nint rows() { int one = 1; return" + "\n".repeat(60) + "one;}}";
        var example = Example.of(root, Map.of("core/src/test/java/safeconduct/call/Rows.java", rows));

        assertEquals(List.of(), example.complaints(new Sizes()));
    }

    @Test
    void letsNoTestBeLongThatActs() {
        var rows = "class Rows {\nint rows() { open(); return" + "\n".repeat(60) + "1;}}";
        var example = Example.of(root, Map.of("core/src/test/java/safeconduct/call/Rows.java", rows));

        assertEquals(
                List.of("Rows.java:2 `rows` has 61 lines, more than 40: split it"), example.complaints(new Sizes()));
    }

    @Test
    void countsAPackagesMainCode() {
        var lines = "class Door {}\n" + "\n".repeat(1_250);
        var example = Example.of(
                root,
                Map.of(
                        "core/src/main/java/safeconduct/call/One.java", lines,
                        "core/src/main/java/safeconduct/call/Two.java", lines,
                        "core/src/test/java/safeconduct/task/One.java", lines + lines));

        assertEquals(
                List.of("core/src/main/java/safeconduct/call has 2502 lines, more than 2500: it holds two concerns"),
                example.complaints(new PackageSizes()));
    }

    @Test
    void wantsAPageForEachPackage() {
        var good = "/** Good. */\n@NullMarked\npackage safeconduct.good;";
        var example = Example.of(
                root,
                Map.of(
                        "core/src/main/java/safeconduct/good/package-info.java", good,
                        "core/src/main/java/safeconduct/bare/Door.java", "class Door {}",
                        "core/src/main/java/safeconduct/null_/package-info.java",
                                "/** Null. */\npackage safeconduct.null_;",
                        "core/src/test/java/safeconduct/test/DoorTest.java", "class DoorTest {}"));

        assertEquals(
                List.of(
                        "core/src/main/java/safeconduct/bare has no package-info.java",
                        "core/src/main/java/safeconduct/null_ has a package-info.java without a sentence or without"
                                + " @NullMarked"),
                example.complaints(new PackagePages()));
    }
}
