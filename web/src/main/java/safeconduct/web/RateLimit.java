package safeconduct.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import safeconduct.kernel.Time;

/** Gives each peer address a bucket of requests that fills up again steadily; an empty one is answered 429. */
public final class RateLimit implements Handler {

    /** How many addresses are remembered; the one that was silent longest is forgotten first. */
    public static final int PEERS_MAX = 10_000;

    private record Bucket(double left, Instant at) {}

    private final Handler inner;
    private final int burst;
    private final double perSecond;
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(); // Guarded by the lock; oldest use first.

    /**
     * Limits what comes from one address.
     *
     * @param burst how many requests at once
     * @param perSecond how many in the long run
     */
    public RateLimit(Handler inner, int burst, double perSecond, Time time) {
        this.inner = inner;
        this.burst = burst;
        this.perSecond = perSecond;
        this.time = time;
    }

    @Override
    public Response handle(Request request) {
        if (!take(request.peer().host(), time.now())) {
            return Problems.of(429, Problems.word(429), "too many requests from this address, slow down")
                    .with("retry-after", "1");
        }
        return inner.handle(request);
    }

    private boolean take(String peer, Instant now) {
        lock.lock();
        try {
            Bucket before = buckets.remove(peer);
            double left = before == null ? burst : filled(before, now);
            boolean allowed = left >= 1;
            buckets.put(peer, new Bucket(allowed ? left - 1 : left, now));
            if (buckets.size() > PEERS_MAX) {
                buckets.remove(buckets.keySet().iterator().next());
            }
            return allowed;
        } finally {
            lock.unlock();
        }
    }

    private double filled(Bucket before, Instant now) {
        Duration since = Duration.between(before.at(), now);
        return Math.min(burst, before.left() + Math.max(0, since.toNanos()) / 1e9 * perSecond);
    }
}
