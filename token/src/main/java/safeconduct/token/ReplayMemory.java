package safeconduct.token;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import safeconduct.kernel.Digest;

/** Remembers what was used until it cannot be used any more. When it is full it refuses what is new, and forgets nothing. */
final class ReplayMemory {

    private record Used(Digest what, Instant until) {}

    private final int sizeMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Digest, Instant> used = new HashMap<>(); // Both guarded by the lock, and always of one size.
    private final PriorityQueue<Used> next =
            new PriorityQueue<>((one, other) -> one.until().compareTo(other.until()));

    ReplayMemory(int sizeMax) {
        this.sizeMax = sizeMax;
    }

    /** What happened to a use. */
    enum Use {
        FIRST,
        AGAIN,
        FULL
    }

    Use use(Digest what, Instant until, Instant now) {
        lock.lock();
        try {
            while (!next.isEmpty() && !now.isBefore(next.peek().until())) {
                used.remove(next.remove().what());
            }
            if (used.containsKey(what)) {
                return Use.AGAIN;
            }
            if (used.size() >= sizeMax) {
                return Use.FULL;
            }
            used.put(what, until);
            next.add(new Used(what, until));
            return Use.FIRST;
        } finally {
            lock.unlock();
        }
    }
}
