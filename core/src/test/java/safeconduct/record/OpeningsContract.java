package safeconduct.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import safeconduct.caller.TaskId;
import safeconduct.kernel.Json;
import safeconduct.task.TaskSamples;

/** What every store of openings promises. A store's test implements this and says how to open an empty one. */
public interface OpeningsContract {

    Openings openEmpty();

    @Test
    default void givesBackWhatOpensTheCommitment() {
        Openings openings = openEmpty();
        Hidden hidden = Hidden.of(Json.parse("{\"sql\":\"select 'é'\"}"));
        openings.keep(new TaskSamples(1).nextId(), 7, Map.of("input", hidden));
        Hidden found = openings.find(7, "input").orElseThrow();
        assertTrue(found.opens(hidden.commitment()));
        assertArrayEquals(hidden.value(), found.value());
    }

    @Test
    default void tellsRecordsAndFieldsApart() {
        Openings openings = openEmpty();
        openings.keep(new TaskSamples(1).nextId(), 7, Map.of("input", Hidden.of(Json.object())));
        assertEquals(Optional.empty(), openings.find(8, "input"));
        assertEquals(Optional.empty(), openings.find(7, "Input"));
    }

    @Test
    default void erasesAllOfOneTaskAndNothingElse() {
        Openings openings = openEmpty();
        TaskSamples samples = new TaskSamples(1);
        TaskId gone = samples.nextId();
        TaskId stays = samples.nextId();
        openings.keep(gone, 1, Map.of("input", Hidden.of(Json.object()), "question", Hidden.of(Json.array())));
        openings.keep(stays, 2, Map.of("input", Hidden.of(Json.object())));
        openings.keep(gone, 3, Map.of("input", Hidden.of(Json.object())));
        openings.erase(gone);
        openings.erase(gone);
        assertEquals(Optional.empty(), openings.find(1, "input"));
        assertEquals(Optional.empty(), openings.find(1, "question"));
        assertEquals(Optional.empty(), openings.find(3, "input"));
        assertTrue(openings.find(2, "input").isPresent());
    }

    /** Runs the same random writes on this store and on one in memory, and compares. */
    @Test
    default void behavesLikeAMap() {
        long seed = Long.getLong("seed", 20261123L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Openings openings = openEmpty();
        Openings map = new MemoryOpenings();
        TaskSamples samples = new TaskSamples(seed);
        List<TaskId> tasks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            if (i % 10 == 0) {
                tasks.add(samples.nextId());
            }
            TaskId task = tasks.get(random.nextInt(tasks.size()));
            if (random.nextInt(8) == 0) {
                openings.erase(task);
                map.erase(task);
            } else {
                Map<String, Hidden> fields =
                        Map.of("input", Hidden.of(Json.object().put("i", i)));
                openings.keep(task, i, fields);
                map.keep(task, i, fields);
            }
        }
        for (int i = 0; i < 100; i++) {
            assertEquals(
                    text(map.find(i, "input")), text(openings.find(i, "input")), "record " + i + " of seed " + seed);
        }
    }

    private static String text(Optional<Hidden> hidden) {
        return hidden.map(found -> found.commitment().value()).orElse("none");
    }
}
