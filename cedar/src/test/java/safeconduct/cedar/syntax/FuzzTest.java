package safeconduct.cedar.syntax;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.cedar.CedarSyntaxException;
import safeconduct.cedar.PolicySet;
import safeconduct.cedar.json.PolicyJson;

class FuzzTest {
    private static final long SEED = Long.getLong("seed", new Random().nextLong());

    @Test
    void throwsOnlyItsOwnErrorOnRandomInput() {
        System.out.println("seed " + SEED);
        Fuzz fuzz = new Fuzz(SEED);
        fuzz.run(30_000);
        assertTrue(fuzz.accepted() > 100, "no input was ever good");
    }

    static Stream<String> deep() {
        String start = "permit (principal, action, resource) when { ";
        int n = 100_000;
        return Stream.of(
                start + "(".repeat(n),
                start + "[".repeat(n),
                start + "{a:".repeat(n),
                start + "if ".repeat(n),
                start + "!(".repeat(n),
                start + "context" + ".a".repeat(n) + " };",
                start + "context has a" + ".a".repeat(n) + " };",
                start + "1" + " + 1".repeat(n) + " };",
                "permit (principal == " + "(".repeat(n),
                "permit (principal, action in " + "(".repeat(n));
    }

    @ParameterizedTest
    @MethodSource("deep")
    void refusesWhatIsTooDeepInsteadOfOverflowing(String text) {
        assertThrows(CedarSyntaxException.class, () -> PolicySet.parse("deep", text));
    }

    @Test
    void readsALongChainOfConditions() {
        String chain = "principal == User::\"a\"" + " || principal == User::\"b\"".repeat(20_000);
        PolicySet policies = PolicySet.parse("long", "permit (principal, action, resource) when { " + chain + " };");
        assertTrue(PolicySet.parse("long", policies.text()).equals(policies));
    }

    @Test
    void refusesDeepJson() {
        assertThrows(CedarSyntaxException.class, () -> PolicyJson.read("deep", "[".repeat(100_000)));
    }
}
