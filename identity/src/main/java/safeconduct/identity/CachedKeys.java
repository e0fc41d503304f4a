package safeconduct.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import safeconduct.kernel.Fault;
import safeconduct.token.JwsKey;

/**
 * Keeps an issuer's key set and reads it again when it is old, or when a token names a key that is not in it; the latter
 * not more often than every {@link #AGAIN_AFTER}, so that made-up names cause no load. When reading fails, the last good
 * set is used until it is older than {@link #KEEP_MAX}; then nothing is verified.
 */
final class CachedKeys implements Keys {

    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration AGAIN_AFTER = Duration.ofSeconds(10);
    static final Duration KEEP_MAX = Duration.ofHours(1);

    private static final System.Logger LOG = System.getLogger(CachedKeys.class.getName());

    /** Reads the set anew. */
    interface Source {
        byte[] read();
    }

    private record Known(KeySet set, Instant read) {}

    private final String name;
    private final Source source;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Known known; // Both guarded by the lock.
    private Instant tried = Instant.MIN;

    /** @param name for the log */
    CachedKeys(String name, Source source) {
        this.name = name;
        this.source = source;
    }

    @Override
    public List<JwsKey> find(String keyId, Instant now) {
        lock.lock();
        try {
            boolean old = known == null || !now.isBefore(known.read().plus(FRESH));
            boolean unknown = known != null && known.set().named(keyId).isEmpty();
            if ((old || unknown) && !now.isBefore(again())) {
                read(now);
            }
            return usable(now).set().named(keyId);
        } finally {
            lock.unlock();
        }
    }

    private Instant again() {
        return tried.equals(Instant.MIN) ? tried : tried.plus(AGAIN_AFTER);
    }

    private Known usable(Instant now) {
        return Optional.ofNullable(known)
                .filter(last -> now.isBefore(last.read().plus(KEEP_MAX)))
                .orElseThrow(
                        () -> new Fault(Fault.Code.UNAVAILABLE, "the keys of verifier `" + name + "` cannot be had"));
    }

    private void read(Instant now) {
        tried = now;
        try {
            known = new Known(KeySet.read(source.read()), now);
        } catch (Fault away) {
            LOG.log(System.Logger.Level.WARNING, "cannot read the keys of verifier `" + name + "`", away);
        }
    }
}
