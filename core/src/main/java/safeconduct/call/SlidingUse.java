package safeconduct.call;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import safeconduct.policy.PolicyEngine.Usage;

/**
 * Use of the last day by the minute, so its size is bounded; a window counts the whole minutes that it touches. Not
 * thread-safe.
 */
final class SlidingUse {

    static final Duration KEPT = Duration.ofDays(1);

    private final Deque<Minute> minutes = new ArrayDeque<>();

    private record Minute(Instant start, Usage usage) {}

    /** Adds to the minute of {@code now}; a clock that went back adds to the newest one. */
    void add(Usage used, Instant now) {
        Instant start = now.truncatedTo(ChronoUnit.MINUTES);
        Minute last = minutes.peekLast();
        if (last != null && !start.isAfter(last.start())) {
            minutes.removeLast();
            minutes.addLast(new Minute(last.start(), last.usage().plus(used)));
        } else {
            minutes.addLast(new Minute(start, used));
        }
        while (minutes.getFirst().start().isBefore(now.minus(KEPT))) {
            minutes.removeFirst();
        }
    }

    Usage within(Duration span, Instant now) {
        Instant from = now.minus(span).truncatedTo(ChronoUnit.MINUTES);
        return minutes.stream()
                .filter(minute -> !minute.start().isBefore(from))
                .map(Minute::usage)
                .reduce(Usage.NONE, Usage::plus);
    }
}
