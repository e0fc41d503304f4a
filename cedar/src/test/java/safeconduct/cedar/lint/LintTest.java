package safeconduct.cedar.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.lint.Finding.Code;

class LintTest {
    private static final String FINE =
            "permit (principal, action, resource in Target::\"orders\") when { context.environment == \"dev\" ";

    record Row(String name, String policies, List<String> expected) {
        Row(String name, String policies, String... expected) {
            this(name, policies, List.of(expected));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows() {
        return List.of(
                new Row("nothing to say", FINE + "};"),
                new Row("never true", FINE + "&& false };", "policy0 never-matches"),
                new Row(
                        "two values of one part",
                        FINE + "&& context.environment == \"prod\" };",
                        "policy0 never-matches"),
                new Row(
                        "a test and its opposite",
                        FINE + "&& context.input.dry } unless { context.input.dry };",
                        "policy0 never-matches"),
                new Row("the same twice: the first stays", FINE + "};" + FINE + "};", "policy1 shadowed"),
                new Row(
                        "narrower than another",
                        FINE + "};" + FINE + "&& context.input.rows < 3 };",
                        "policy1 shadowed"),
                new Row("other tests", FINE + "&& context.input.n < 3 };" + FINE + "&& context.input.rows < 3 };"),
                new Row(
                        "narrower head",
                        FINE
                                + "}; permit (principal, action, resource == Target::\"orders\") when {"
                                + " context.environment == \"dev\" };",
                        "policy1 shadowed"),
                new Row(
                        "a forbid that another makes useless",
                        "forbid (principal, action, resource); forbid (principal, action == Action::\"x\", resource);",
                        "policy1 useless-forbid"),
                new Row(
                        "no bound at all",
                        "permit (principal, action, resource);",
                        "policy0 unbound-allow",
                        "policy0 write-without-environment"),
                new Row(
                        "bound by an argument",
                        "permit (principal, action, resource) when { context.input.rows < 3 && context.effect =="
                                + " \"read\" };"),
                new Row(
                        "writes anywhere",
                        "permit (principal, action, resource in Target::\"orders\");",
                        "policy0 write-without-environment"),
                new Row(
                        "an environment by its entity",
                        "permit (principal, action, resource in Environment::\"dev\");"),
                new Row("an annotation nobody reads", "@idd(\"x\") " + FINE + "};", "policy0 unknown-annotation"),
                new Row("an annotation somebody reads", "@id(\"x\") " + FINE + "};"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void findsWhatIsProbablyNotMeant(Row row) {
        List<String> found = Lint.DEFAULT.check(PolicySet.parse("p.cedar", row.policies())).stream()
                .map(finding -> finding.policy() + " " + finding.code().word())
                .toList();
        assertEquals(row.expected(), found);
    }

    @Test
    void hasARowForEachCode() {
        Set<String> tested = rows().stream()
                .flatMap(row -> row.expected().stream())
                .map(text -> text.replaceAll(".* ", ""))
                .collect(Collectors.toSet());
        assertEquals(Arrays.stream(Code.values()).map(Code::word).collect(Collectors.toSet()), tested);
        assertTrue(
                Arrays.stream(Code.values()).allMatch(code -> code.explanation().endsWith(".")));
    }

    @Test
    void pointsAtTheTestThatContradicts() {
        Finding finding = Lint.DEFAULT
                .check(PolicySet.parse("p.cedar", FINE + "&& context.environment == \"prod\" };"))
                .getFirst();
        assertEquals(1, finding.place().line());
        assertEquals(
                "context.environment == \"prod\"".length(),
                finding.place().marker().strip().length());
    }
}
