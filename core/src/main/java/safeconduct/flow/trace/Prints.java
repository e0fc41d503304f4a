package safeconduct.flow.trace;

import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/**
 * Fingerprints of a text by winnowing: letters and digits alone count, in lower case, so that spacing, punctuation and case
 * change nothing. Any copy of {@value #CERTAIN} letters and digits in a row is found, wherever it stands.
 */
final class Prints {

    static final int GRAM = 12;
    static final int WINDOW = 5;

    /** A copy this long cannot be missed. */
    static final int CERTAIN = GRAM + WINDOW - 1;

    private static final long BASE = 0x100000001B3L;
    private static final long LEAVING = power();

    private Prints() {}

    private static long power() {
        long power = 1;
        for (int i = 0; i < GRAM; i++) {
            power *= BASE;
        }
        return power;
    }

    /** Tells each fingerprint that a window keeps. */
    static void each(CharSequence text, LongConsumer print) {
        long[] window = new long[WINDOW];
        long kept = 0;
        int grams = 0;
        Rolling rolling = new Rolling();
        for (int i = 0; i < text.length(); i++) {
            if (rolling.take(text.charAt(i))) {
                window[grams++ % WINDOW] = rolling.mixed();
                if (grams >= WINDOW) {
                    long least = least(window);
                    if (least != kept) {
                        kept = least;
                        print.accept(least);
                    }
                }
            }
        }
    }

    private static long least(long[] window) {
        long least = window[0];
        for (int i = 1; i < WINDOW; i++) {
            least = Math.min(least, window[i]);
        }
        return least;
    }

    /** Whether any gram of the text is among fingerprints. All grams are tried, so that no alignment escapes. */
    static boolean any(CharSequence text, LongPredicate known) {
        Rolling rolling = new Rolling();
        for (int i = 0; i < text.length(); i++) {
            if (rolling.take(text.charAt(i)) && known.test(rolling.mixed())) {
                return true;
            }
        }
        return false;
    }

    /** A hash over the last letters and digits. */
    private static final class Rolling {
        private final char[] ring = new char[GRAM];
        private int taken;
        private long hash;

        boolean take(char c) {
            if (!Character.isLetterOrDigit(c)) {
                return false;
            }
            char folded = Character.toLowerCase(c);
            int slot = taken % GRAM;
            hash = hash * BASE + folded;
            if (taken >= GRAM) {
                hash -= ring[slot] * LEAVING;
            }
            ring[slot] = folded;
            taken++;
            return taken >= GRAM;
        }

        long mixed() {
            long mixed = hash * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 29;
            mixed *= 0xBF58476D1CE4E5B9L;
            return mixed ^ mixed >>> 32;
        }
    }
}
