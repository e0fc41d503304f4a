package safeconduct.bench.cedar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {

    private static final List<Row> GOOD = List.of(
            new Row(100, 4, 800, 2_000, 600, 200_000),
            new Row(1_000, 4, 900, 2_000, 600, 2_000_000),
            new Row(10_000, 4, 1_000, 2_000, 1_024, 9_000_000),
            new Row(100, 50, 1_500, 2_000, 600, 150_000),
            new Row(10_000, 50, 2_000, 2_000, 600, 9_000_000));

    @Test
    void allHoldUpToTheirLimits() {
        for (Target target : Target.values()) {
            assertTrue(target.holds(GOOD), () -> target.verdict(GOOD, false));
        }
    }

    @Test
    void eachFailsBeyondItsLimitAndWithoutRows() {
        assertEquals(List.of(Target.P50), failing(0, new Row(100, 4, 1_001, 2_000, 600, 200_000)));
        assertEquals(List.of(Target.BYTES), failing(3, new Row(100, 50, 1_500, 2_000, 1_025, 150_000)));
        assertEquals(List.of(Target.FASTER), failing(3, new Row(100, 50, 1_500, 2_000, 600, 149_000)));
        assertEquals(List.of(Target.FLAT), failing(4, new Row(10_000, 50, 2_251, 2_000, 600, 9_000_000)));
        for (Target target : Target.values()) {
            assertFalse(target.holds(List.of()));
        }
    }

    @Test
    void saysWhatWasWorst() {
        assertEquals("at most 1000.0 p50 with 4 entities, ns: worst 1000.0: pass", Target.P50.verdict(GOOD, false));
        assertEquals(
                "{\"target\": \"p50 with 4 entities, ns\", \"atMost\": 1000.0, \"worst\": 1000.0, \"pass\": true}",
                Target.P50.verdict(GOOD, true));
    }

    private static List<Target> failing(int at, Row worse) {
        List<Row> rows = new ArrayList<>(GOOD);
        rows.set(at, worse);
        return Arrays.stream(Target.values())
                .filter(target -> !target.holds(rows))
                .toList();
    }
}
