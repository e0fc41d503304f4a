package safeconduct.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import safeconduct.record.Event;

/** Some of all decisions, each as likely as the others, without knowing how many there will be. */
final class Sample {

    /** A decision and its record. */
    record Taken(long index, Event.Decided decision) {}

    private final int size;
    private final SplittableRandom random;
    private final List<Taken> taken = new ArrayList<>();
    private long seen;

    Sample(int size, long seed) {
        this.size = size;
        this.random = new SplittableRandom(seed);
    }

    void offer(long index, Event.Decided decision) {
        seen++;
        if (taken.size() < size) {
            taken.add(new Taken(index, decision));
            return;
        }
        long place = random.nextLong(seen);
        if (place < size) {
            taken.set((int) place, new Taken(index, decision));
        }
    }

    /** Those that were taken, in order of their records. */
    List<Taken> taken() {
        return taken.stream().sorted(Comparator.comparingLong(Taken::index)).toList();
    }

    /** How many there were. */
    long seen() {
        return seen;
    }
}
