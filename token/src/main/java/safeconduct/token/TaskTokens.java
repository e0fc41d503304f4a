package safeconduct.token;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import safeconduct.caller.Caller;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Time;

/**
 * Issues and verifies task tokens. A signature is checked once per token; whether its task lives is asked each time, so a
 * token dies with its task at once.
 */
public final class TaskTokens {

    /** How many verified tokens are remembered; the oldest is forgotten first, and only costs another check. */
    public static final int CACHE_MAX = 10_000;

    private static final String TYPE = "at+jwt";
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final Settings settings;
    private final KeyRing keys;
    private final Predicate<TaskToken> alive;
    private final Ids ids;
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Digest, TaskToken> verified = new LinkedHashMap<>(); // Guarded by the lock.

    /**
     * What tokens say about us.
     *
     * @param issuer exactly what stands in {@code iss}
     * @param audience the URLs of our doors: what a token without a narrower wish is for
     * @param life of one token, at most {@link TaskToken#LIFE_MAX}
     */
    public record Settings(String issuer, List<String> audience, Duration life) {
        public Settings {
            audience = List.copyOf(audience);
            if (life.compareTo(TaskToken.LIFE_MAX) > 0 || !life.isPositive()) {
                throw new Fault(Fault.Code.INVALID, "token life `" + life + "`, expected up to " + TaskToken.LIFE_MAX);
            }
        }
    }

    /** The answer about a token. */
    public sealed interface Verification {

        record Verified(TaskToken token) implements Verification {}

        /** Not good; the reason holds nothing of the token. */
        record Rejected(String reason) implements Verification {}

        /** A token of ours whose task lives, but whose time is over: good for nothing but a new one. */
        record Expired(TaskToken token) implements Verification {}

        /** A good token of ours, whose task has ended or which was revoked. */
        record Over() implements Verification {}
    }

    /**
     * Wires it up.
     *
     * @param alive whether the token's task is active and the token not revoked; asked at each verification
     */
    public TaskTokens(Settings settings, KeyRing keys, Predicate<TaskToken> alive, Ids ids, Time time) {
        this.settings = settings;
        this.keys = keys;
        this.alive = alive;
        this.ids = ids;
        this.time = time;
    }

    public Settings settings() {
        return settings;
    }

    /** A token and what it says. */
    public record Issued(String compact, TaskToken token) {}

    /**
     * Makes a token for a task.
     *
     * @param audience some of our doors, or empty for all
     * @param deadline of the task; the token does not outlive it
     * @throws Fault INVALID when the audience is not ours, or the deadline has passed
     */
    public Issued issue(Caller caller, String keyThumbprint, List<String> audience, Instant deadline) {
        if (!settings.audience().containsAll(audience)) {
            throw new Fault(Fault.Code.INVALID, "resource is none of " + settings.audience());
        }
        Instant now = time.now();
        Instant until = now.plus(settings.life());
        Instant expires = deadline.isBefore(until) ? deadline : until;
        if (expires.getEpochSecond() <= now.getEpochSecond()) {
            throw new Fault(Fault.Code.INVALID, "the task is at its deadline");
        }
        TaskToken token = new TaskToken(
                ids.next("tok"),
                caller.task(),
                settings.issuer(),
                audience.isEmpty() ? settings.audience() : audience,
                TaskToken.subjectOf(caller),
                caller.agent().name().value(),
                TaskToken.actorsOf(caller),
                keyThumbprint,
                now,
                expires);
        return new Issued(keys.signing().sign(TYPE, token.claims()), token);
    }

    /** Whether this is a token of ours, unexpired, of a task that lives; for which door is the door's question. */
    public Verification verify(String compact) {
        Instant now = time.now();
        if (compact.length() > Jws.LENGTH_MAX) {
            return new Verification.Rejected("the token is too long");
        }
        try {
            Digest digest = Digest.of(compact);
            TaskToken token = cached(digest).orElseGet(() -> checked(compact));
            if (now.plus(SKEW).isBefore(token.issued())) {
                return new Verification.Rejected("the token is from the future");
            }
            remember(digest, token);
            if (!alive.test(token)) {
                return new Verification.Over();
            }
            return now.isBefore(token.expires()) ? new Verification.Verified(token) : new Verification.Expired(token);
        } catch (Fault malformed) {
            return new Verification.Rejected(String.valueOf(malformed.getMessage()));
        }
    }

    private TaskToken checked(String compact) {
        Jws jws = Jws.parse(compact);
        if (!jws.type().equals(TYPE)) {
            throw new Fault(Fault.Code.INVALID, "not a token of type `" + TYPE + "`");
        }
        JwsKey key = keys.verifying(jws.keyId())
                .orElseThrow(() -> new Fault(Fault.Code.INVALID, "signed by no key of ours"));
        if (!key.verifies(jws)) {
            throw new Fault(Fault.Code.INVALID, "the signature of the token is not good");
        }
        TaskToken token = TaskToken.of(jws.claims());
        if (!token.issuer().equals(settings.issuer())) {
            throw new Fault(Fault.Code.INVALID, "the token was issued by another");
        }
        return token;
    }

    private Optional<TaskToken> cached(Digest digest) {
        lock.lock();
        try {
            return Optional.ofNullable(verified.get(digest));
        } finally {
            lock.unlock();
        }
    }

    private void remember(Digest digest, TaskToken token) {
        lock.lock();
        try {
            if (verified.putIfAbsent(digest, token) == null && verified.size() > CACHE_MAX) {
                verified.remove(verified.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }
}
