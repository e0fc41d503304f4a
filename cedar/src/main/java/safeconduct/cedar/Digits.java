package safeconduct.cedar;

/** Reads digits {@code 0} to {@code 9}, and no others that Unicode has. */
final class Digits {
    private Digits() {}

    /** True when there is at least one character and each is a digit. */
    static boolean only(String text, int from, int to) {
        if (from >= to || to > text.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The number written there, or -1 when it isn't exactly digits. */
    static int number(String text, int from, int to) {
        return only(text, from, to) ? Integer.parseInt(text, from, to, 10) : -1;
    }
}
