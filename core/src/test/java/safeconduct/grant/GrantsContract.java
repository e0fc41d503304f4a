package safeconduct.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import safeconduct.caller.TaskId;

/** What every store of grants promises. A store's test implements this and says how to open an empty one. */
public interface GrantsContract {

    Grants openEmpty();

    @Test
    default void givesBackAllThatWasSaved() {
        Grants grants = openEmpty();
        GrantSamples samples = new GrantSamples(1);
        Grant minting = samples.next(samples.nextTask());
        Grant revoked = samples.next(minting.task());
        Grant proven = revoked.with(GrantSamples.receipt(revoked, true));
        grants.save(minting);
        grants.save(revoked);
        grants.save(proven);
        assertEquals(Optional.of(minting), grants.find(minting.id()));
        assertEquals(Optional.of(proven), grants.find(revoked.id()));
        assertEquals(List.of(minting, proven), grants.of(minting.task()));
    }

    /** The row is what a sweeper finds after a crash, also when the task's own row was lost with an older copy. */
    @Test
    default void savesAGrantOfATaskThatItDoesNotKnow() {
        Grants grants = openEmpty();
        GrantSamples samples = new GrantSamples(2);
        Grant lonely = samples.next(samples.nextTask());
        grants.save(lonely);
        assertEquals(List.of(lonely), grants.open());
    }

    @Test
    default void listsWhatIsNotRevokedOldestFirst() {
        Grants grants = openEmpty();
        GrantSamples samples = new GrantSamples(3);
        TaskId task = samples.nextTask();
        Grant a = samples.next(task).in(Grant.State.MINTED);
        Grant b = samples.next(task);
        Grant c = samples.next(samples.nextTask());
        Grant failed = c.with(GrantSamples.receipt(c, false));
        List.of(failed, b.with(GrantSamples.receipt(b, true)), a).forEach(grants::save);
        assertEquals(List.of(a, failed), grants.open());
    }

    @Test
    default void tellsUpperCaseFromLowerCase() {
        Grants grants = openEmpty();
        GrantSamples samples = new GrantSamples(4);
        Grant grant = samples.next(samples.nextTask());
        grants.save(grant);
        assertEquals(grant.principal(), grants.find(grant.id()).orElseThrow().principal());
    }

    @Test
    default void pagesFromTheNewestWithoutGapOrRepeat() {
        Grants grants = openEmpty();
        GrantSamples samples = new GrantSamples(5);
        List<Grant> newestFirst = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Grant grant = samples.next(samples.nextTask());
            grants.save(grant);
            newestFirst.addFirst(grant);
        }
        List<Grant> seen = new ArrayList<>();
        Optional<GrantId> before = Optional.empty();
        for (List<Grant> page = grants.page(before, 3); !page.isEmpty(); page = grants.page(before, 3)) {
            seen.addAll(page);
            before = Optional.of(page.getLast().id());
        }
        assertEquals(newestFirst, seen);
    }

    @Test
    default void losesNoUpdateWhenManyWrite() throws Exception {
        Grants grants = openEmpty();
        int writers = 8;
        int each = 20;
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            for (int i = 0; i < writers; i++) {
                GrantSamples samples = new GrantSamples(100 + i);
                all.add(pool.submit(() -> {
                    for (int n = 0; n < each; n++) {
                        grants.save(samples.next(samples.nextTask()));
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertEquals(writers * each, grants.open().size());
    }

    /** Runs the same random writes on this store and on one in memory, and compares. */
    @Test
    default void behavesLikeAMap() {
        long seed = Long.getLong("seed", 20261123L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Grants grants = openEmpty();
        Grants map = new MemoryGrants();
        GrantSamples samples = new GrantSamples(seed);
        List<Grant> known = new ArrayList<>(List.of(samples.next(samples.nextTask())));
        for (int i = 0; i < 200; i++) {
            Grant any = known.get(random.nextInt(known.size()));
            Grant write =
                    switch (random.nextInt(5)) {
                        case 0 -> samples.next(any.task());
                        case 1 -> samples.next(samples.nextTask());
                        case 2 -> any.in(Grant.State.REVOKING);
                        case 3 -> any.with(GrantSamples.receipt(any, random.nextBoolean()));
                        default -> any.in(Grant.State.MINTED);
                    };
            known.add(write);
            grants.save(write);
            map.save(write);
            assertEquals(map.of(write.task()), grants.of(write.task()), "write " + i + " of seed " + seed);
        }
        assertEquals(map.open(), grants.open());
        assertEquals(map.page(Optional.empty(), 1000), grants.page(Optional.empty(), 1000));
    }
}
