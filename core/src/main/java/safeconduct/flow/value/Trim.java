package safeconduct.flow.value;

import java.util.Locale;

/** Takes away what does not belong to a value: space, quotes and punctuation around it. */
final class Trim {

    private Trim() {}

    /** Without space, quotes and brackets around it, and without the full stop or comma after it. */
    static String outside(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && outer(text.charAt(start))) {
            start++;
        }
        while (end > start && (outer(text.charAt(end - 1)) || after(text.charAt(end - 1)))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean outer(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || "\"'`<>()[]{}“”‘’«»*".indexOf(c) >= 0;
    }

    private static boolean after(char c) {
        return ".,;:!?".indexOf(c) >= 0;
    }

    /** In lower case, with one space where there is space. */
    static String collapsed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                gap = true;
                continue;
            }
            if (gap && !out.isEmpty()) {
                out.append(' ');
            }
            gap = false;
            out.append(c);
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }
}
