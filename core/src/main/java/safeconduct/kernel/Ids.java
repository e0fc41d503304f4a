package safeconduct.kernel;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Makes ids: a typed prefix, then 26 characters of Crockford's base 32 in lower case; the first 10 are the time in
 * milliseconds, so ids sort by the time they were made; the other 16 are 80 random bits.
 *
 * <pre>tsk_01kb3v6h2m8q0r4s6t8v0w2x4y</pre>
 */
public final class Ids {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_LENGTH = 10;
    private static final int RANDOM_LENGTH = 16;

    private final Time time;
    private final RandomGenerator random;

    /** @param random a secure one outside tests: an id must not be guessed */
    public Ids(Time time, RandomGenerator random) {
        this.time = time;
        this.random = random;
    }

    public static Ids system() {
        return new Ids(Time.system(), Randomness.secure());
    }

    /** A new id with this prefix, for example {@code next("tsk")}. */
    public String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix).append('_');
        appendTime(id, time.now());
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    private static void appendTime(StringBuilder id, Instant now) {
        long millis = now.toEpochMilli();
        for (int shift = (TIME_LENGTH - 1) * 5; shift >= 0; shift -= 5) {
            id.append(ALPHABET.charAt((int) (millis >>> shift) & 31));
        }
    }
}
