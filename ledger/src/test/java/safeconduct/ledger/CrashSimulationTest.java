package safeconduct.ledger;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CrashSimulationTest {

    private static final int SEEDS = 200;

    @Test
    void neverLosesAnAcknowledgedRecordNorKeepsAHalfOne() {
        long first = Long.getLong("seed", 1);
        int stops = 0;
        for (long seed = first; seed < first + SEEDS; seed++) {
            try {
                stops += new CrashSimulation(seed).run();
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError("-Dseed=" + seed, failed);
            }
        }
        assertTrue(stops > SEEDS / 10, "the power was cut only " + stops + " times");
    }
}
