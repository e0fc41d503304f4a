package safeconduct.flow.value;

/** Whether a text has the shape of a kind of value. Each looks at every character once. */
final class Shapes {

    private Shapes() {}

    static boolean email(String lower) {
        int at = lower.indexOf('@');
        return at > 0
                && at == lower.lastIndexOf('@')
                && lower.indexOf("//") < 0
                && host(lower.substring(at + 1))
                && none(lower, " <>,;");
    }

    static boolean url(String lower) {
        int scheme = lower.indexOf("://");
        if (scheme > 0) {
            return letters(lower, 0, scheme) && lower.length() > scheme + 3;
        }
        int slash = lower.indexOf('/');
        return (lower.startsWith("www.") && lower.length() > 4)
                || (slash > 3 && host(lower.substring(0, slash)) && lower.indexOf('.') > 0);
    }

    /** Labels with dots between them, the last one of letters only. */
    static boolean host(String lower) {
        int dot = lower.lastIndexOf('.');
        if (dot <= 0 || lower.length() - dot < 3 || !letters(lower, dot + 1, lower.length())) {
            return false;
        }
        boolean label = false;
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            boolean inside = Character.isLetterOrDigit(c) || c == '-' || c == '_';
            if (!inside && (c != '.' || !label)) {
                return false;
            }
            label = inside;
        }
        return true;
    }

    /** Two letters, two digits, eleven to thirty letters and digits, half of them digits at least. */
    static boolean iban(String text) {
        int length = text.length();
        if (length < 15 || length > 34 || !letters(text, 0, 2) || !digit(text.charAt(2)) || !digit(text.charAt(3))) {
            return false;
        }
        int digits = 0;
        for (int i = 4; i < length; i++) {
            char c = text.charAt(i);
            if (!digit(c) && !letter(c)) {
                return false;
            }
            digits += digit(c) ? 1 : 0;
        }
        return digits * 2 >= length - 4;
    }

    /** Groups of at most four characters, as accounts are printed. */
    static boolean groups(String text) {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == ' ' ? 0 : run + 1;
            if (run > 4) {
                return false;
            }
        }
        return true;
    }

    /** {@code 2026-11-24}, alone or with a time after it. */
    static boolean isoDate(String text) {
        if (text.length() < 10 || text.length() > 40) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            boolean dash = i == 4 || i == 7;
            if (dash != (text.charAt(i) == '-') || (!dash && !digit(text.charAt(i)))) {
                return false;
            }
        }
        return text.length() == 10 || text.charAt(10) == 'T' || text.charAt(10) == ' ';
    }

    /** A number, with thousands marked or not, with a sign of currency or percent or not. */
    static boolean amount(String text) {
        int digits = 0;
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (digit(c)) {
                digits++;
            } else if (c == '.') {
                dots++;
            } else if ((c == '-' && i > 0) || ",-$€£¥%+".indexOf(c) < 0) {
                return false;
            }
        }
        return digits > 0 && digits <= 40 && dots <= 1;
    }

    static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (digit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean none(String text, String forbidden) {
        for (int i = 0; i < text.length(); i++) {
            if (forbidden.indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean letters(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!letter(text.charAt(i))) {
                return false;
            }
        }
        return to > from;
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
