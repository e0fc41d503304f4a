package safeconduct.flow.trace;

/** Hashes of words: letters and digits in lower case, all else left out. */
final class Hashes {

    private Hashes() {}

    /** Of a part of a text; nought where it has no letter or digit. */
    static long of(CharSequence text, int start, int end) {
        long hash = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                hash = (hash ^ Character.toLowerCase(c)) * 0x100000001B3L + 0x9E3779B97F4A7C15L;
            }
        }
        return hash;
    }
}
