package safeconduct.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import safeconduct.caller.TaskId;
import safeconduct.kernel.Fault;

/** What every store of tasks promises. A store's test implements this and says how to open an empty one. */
public interface TasksContract {

    Tasks openEmpty();

    @Test
    default void givesBackAllThatWasSaved() {
        Tasks tasks = openEmpty();
        TaskSamples samples = new TaskSamples(1);
        Task parent = tasks.save(samples.next());
        Task child = tasks.save(samples.childOf(parent.id()));
        Task ended =
                tasks.save(child.ending(EndReason.DEADLINE).ended(child.opened().plus(Duration.ofNanos(1_234_567))));
        assertEquals(Optional.of(parent), tasks.find(parent.id()));
        assertEquals(Optional.of(ended), tasks.find(child.id()));
        assertEquals(
                parent.envelope().digest(),
                tasks.find(parent.id()).orElseThrow().envelope().digest());
    }

    @Test
    default void countsVersionsFromOne() {
        Tasks tasks = openEmpty();
        Task first = tasks.save(new TaskSamples(1).next());
        assertEquals(1, first.version());
        assertEquals(2, tasks.save(first.in(TaskState.SUSPENDED)).version());
    }

    @Test
    default void refusesAWriteOnAnOldVersion() {
        Tasks tasks = openEmpty();
        Task fresh = new TaskSamples(1).next();
        Task first = tasks.save(fresh);
        Task second = tasks.save(first.in(TaskState.SUSPENDED));
        assertEquals(
                Fault.Code.CONFLICT,
                assertThrows(Fault.class, () -> tasks.save(fresh)).code());
        assertEquals(
                Fault.Code.CONFLICT,
                assertThrows(Fault.class, () -> tasks.save(first)).code());
        assertEquals(Optional.of(second), tasks.find(fresh.id()));
    }

    @Test
    default void refusesAVersionOfWhatWasNeverStored() {
        Tasks tasks = openEmpty();
        Task ahead = atVersion(new TaskSamples(1).next(), 3);
        assertEquals(
                Fault.Code.CONFLICT,
                assertThrows(Fault.class, () -> tasks.save(ahead)).code());
        assertEquals(Optional.empty(), tasks.find(ahead.id()));
    }

    @Test
    default void refusesAChildOfATaskThatDoesNotExist() {
        Tasks tasks = openEmpty();
        TaskSamples samples = new TaskSamples(1);
        Task orphan = samples.childOf(samples.nextId());
        assertEquals(
                Fault.Code.NOT_FOUND,
                assertThrows(Fault.class, () -> tasks.save(orphan)).code());
        assertEquals(Optional.empty(), tasks.find(orphan.id()));
    }

    /** A store that folds case once let one tenant read another's rows. */
    @Test
    default void tellsUpperCaseFromLowerCase() {
        Tasks tasks = openEmpty();
        Task saved = tasks.save(new TaskSamples(1).next());
        Task found = tasks.find(saved.id()).orElseThrow();
        assertEquals("Pod-7", found.agent().instance());
        assertEquals(
                List.of("support", "Support"),
                found.caller().onBehalfOf().orElseThrow().groups());
    }

    @Test
    default void listsTheLivingOldestFirst() {
        Tasks tasks = openEmpty();
        TaskSamples samples = new TaskSamples(1);
        Task a = tasks.save(samples.next());
        Task b = tasks.save(samples.next());
        Task c = tasks.save(samples.next());
        tasks.save(b.ending(EndReason.EXPLICIT).ended(b.opened()));
        Task ending = tasks.save(a.ending(EndReason.KILLED));
        assertEquals(List.of(ending, c), tasks.living());
    }

    @Test
    default void findsTheChildrenOfOneParentOnly() {
        Tasks tasks = openEmpty();
        TaskSamples samples = new TaskSamples(1);
        Task a = tasks.save(samples.next());
        Task b = tasks.save(samples.next());
        Task first = tasks.save(samples.childOf(a.id()));
        Task second = tasks.save(samples.childOf(a.id()));
        tasks.save(samples.childOf(b.id()));
        assertEquals(List.of(first, second), tasks.childrenOf(a.id()));
        assertEquals(List.of(), tasks.childrenOf(second.id()));
    }

    @Test
    default void pagesFromTheNewestWithoutGapOrRepeat() {
        Tasks tasks = openEmpty();
        TaskSamples samples = new TaskSamples(1);
        List<Task> newestFirst = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            newestFirst.addFirst(tasks.save(samples.next()));
        }
        List<Task> seen = new ArrayList<>();
        Optional<TaskId> before = Optional.empty();
        for (List<Task> page = tasks.page(before, 3); !page.isEmpty(); page = tasks.page(before, 3)) {
            seen.addAll(page);
            before = Optional.of(page.getLast().id());
        }
        assertEquals(newestFirst, seen);
    }

    @Test
    default void losesNoUpdateWhenManyWrite() throws Exception {
        Tasks tasks = openEmpty();
        Task start = tasks.save(new TaskSamples(1).next());
        int writers = 8;
        int each = 20;
        try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                all.add(pool.submit(() -> advance(tasks, start.id(), each)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        Task end = tasks.find(start.id()).orElseThrow();
        assertEquals(1 + writers * each, end.version());
        assertEquals(start.lastSeen().plusSeconds((long) writers * each), end.lastSeen());
    }

    private static void advance(Tasks tasks, TaskId id, int times) {
        for (int done = 0; done < times; ) {
            Task read = tasks.find(id).orElseThrow();
            try {
                tasks.save(read.seen(read.lastSeen().plusSeconds(1)));
                done++;
            } catch (Fault another) {
                assertEquals(Fault.Code.CONFLICT, another.code());
            }
        }
    }

    /** Runs the same random writes on this store and on one in memory, and compares. */
    @Test
    default void behavesLikeAMap() {
        long seed = Long.getLong("seed", 20261123L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Tasks tasks = openEmpty();
        Tasks map = new MemoryTasks();
        TaskSamples samples = new TaskSamples(seed);
        List<Task> known = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Task write = randomWrite(random, samples, known);
            String here = result(tasks, write);
            assertEquals(result(map, write), here, "write " + i + " of seed " + seed);
            map.find(write.id()).ifPresent(known::add);
        }
        assertEquals(map.living(), tasks.living());
        assertEquals(map.page(Optional.empty(), 1000), tasks.page(Optional.empty(), 1000));
    }

    private static Task randomWrite(Random random, TaskSamples samples, List<Task> known) {
        if (known.isEmpty() || random.nextInt(4) == 0) {
            return samples.next();
        }
        Task any = known.get(random.nextInt(known.size()));
        return switch (random.nextInt(4)) {
            case 0 -> samples.childOf(any.id());
            case 1 -> any.in(TaskState.SUSPENDED);
            case 2 -> any.ending(EndReason.IDLE).ended(any.opened().plusSeconds(5));
            default -> any.seen(any.lastSeen().plusMillis(random.nextInt(5000)));
        };
    }

    private static String result(Tasks tasks, Task write) {
        try {
            return tasks.save(write).toString();
        } catch (Fault fault) {
            return fault.code().toString();
        }
    }

    private static Task atVersion(Task task, long version) {
        return new Task(
                task.id(),
                task.agent(),
                task.actingFor(),
                task.parent(),
                task.envelope(),
                task.state(),
                task.opened(),
                task.lastSeen(),
                task.keyThumbprint(),
                task.openedRecord(),
                task.endReason(),
                task.ended(),
                version);
    }
}
