package safeconduct.containment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of containments promises. A store's test implements this and says how to open an empty one. */
public interface ContainmentsContract {

    Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    Containments openEmpty();

    @Test
    default void givesBackAllThatWasAddedInOrder() {
        Containments containments = openEmpty();
        Containment everything = of(Containment.Kind.ALL, "", "leak");
        Containment agent = of(Containment.Kind.AGENT, "support-bot", "odd");
        containments.add(everything);
        containments.add(agent);
        assertEquals(List.of(everything, agent), containments.all());
    }

    @Test
    default void replacesTheContainmentOfTheSameScope() {
        Containments containments = openEmpty();
        Containment first = of(Containment.Kind.TASK, "x", "one");
        Containment second = of(Containment.Kind.TASK, "x", "two");
        containments.add(first);
        containments.add(second);
        assertEquals(List.of(second), containments.all());
    }

    @Test
    default void removesOnlyWhatWasNamed() {
        Containments containments = openEmpty();
        Containment agent = of(Containment.Kind.AGENT, "x", "one");
        Containment target = of(Containment.Kind.TARGET, "x", "two");
        containments.add(agent);
        containments.add(target);
        containments.remove(agent.scope());
        containments.remove(agent.scope());
        assertEquals(List.of(target), containments.all());
    }

    @Test
    default void tellsUpperCaseFromLowerCase() {
        Containments containments = openEmpty();
        Containment lower = of(Containment.Kind.AGENT, "bot", "one");
        containments.add(lower);
        containments.add(of(Containment.Kind.AGENT, "Bot", "two"));
        containments.remove(new Containment.Scope(Containment.Kind.AGENT, "Bot"));
        assertEquals(List.of(lower), containments.all());
    }

    @Test
    default void losesNoUpdateWhenManyWrite() throws Exception {
        Containments containments = openEmpty();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 100; i++) {
                Containment one = of(Containment.Kind.TASK, "t" + i, "why");
                all.add(pool.submit(() -> containments.add(one)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertEquals(100, containments.all().size());
    }

    /** Runs the same random writes on this store and on one in memory, and compares. */
    @Test
    default void behavesLikeAMap() {
        long seed = Long.getLong("seed", 20261123L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Containments containments = openEmpty();
        Containments map = new MemoryContainments();
        Containment.Kind[] kinds = Containment.Kind.values();
        for (int i = 0; i < 200; i++) {
            Containment one = of(kinds[random.nextInt(kinds.length)], "v" + random.nextInt(4), "why " + i);
            for (Containments each : List.of(containments, map)) {
                if (i % 3 == 0) {
                    each.remove(one.scope());
                } else {
                    each.add(one);
                }
            }
            assertEquals(map.all(), containments.all(), "write " + i + " of seed " + seed);
        }
    }

    private static Containment of(Containment.Kind kind, String value, String reason) {
        return new Containment(new Containment.Scope(kind, value), reason, "Ann", NOON);
    }
}
