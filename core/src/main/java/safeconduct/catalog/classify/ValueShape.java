package safeconduct.catalog.classify;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import safeconduct.catalog.classify.words.Names;

/** What a value looks like as a whole. Only shapes in which no instruction to a reader can hide are of any worth. */
enum ValueShape {
    EMPTY,
    FLAG,
    NUMBER,
    TIME,
    IBAN,
    EMAIL,
    PHONE,
    /** No blank in it, letters, digits and few signs, not long. */
    IDENTIFIER,
    /** A file's name or path: short, an extension or a slash, no line break. */
    FILE,
    /** A few words as names have them: no sentence, no sign of one. */
    NAME,
    URL,
    TEXT;

    private static final int IDENTIFIER_MAX = 64;
    private static final int NAME_MAX = 48;
    private static final int NAME_WORDS_MAX = 5;
    private static final int FILE_MAX = 96;
    private static final int FILE_BLANKS_MAX = 4;
    private static final int LONGEST_LOOKED_AT = 128;

    private static final Set<String> FLAGS = Set.of("true", "false", "yes", "no", "null", "none", "~");
    private static final Pattern NUMBERS = Pattern.compile(
            "[$€£¥]?\\s?[-+]?\\d[\\d,_ ]{0,30}(\\.\\d{1,20})?([eE][-+]?\\d{1,3})?\\s?(%|[$€£¥]|[A-Z]{3}|[KMGT]?B)?");
    private static final Pattern TIMES = Pattern.compile(
            "\\d{4}-\\d{1,2}-\\d{1,2}([T ]\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?\\s?(Z|[-+]\\d{2}:?\\d{2}|UTC)?)?"
                    + "|\\d{1,2}:\\d{2}(:\\d{2})?|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}");
    private static final Pattern EMAILS =
            Pattern.compile("[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,8}");
    private static final Pattern IBANS = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{10,30}");
    private static final Pattern PHONES = Pattern.compile("\\+?[\\d() .-]{7,20}");
    private static final Pattern IDENTIFIERS = Pattern.compile("[\\p{L}\\d_.:#@/+=-]+");
    private static final Pattern FILES =
            Pattern.compile("[\\p{L}\\d_. ()/\\\\:~+-]+\\.[A-Za-z0-9]{1,8}|[./~]?(/[\\p{L}\\d_.+-]+)+/?");
    private static final Pattern NAMES =
            Pattern.compile("[\\p{L}\\d][\\p{L}\\d'’.&()-]*( [\\p{L}\\d&(][\\p{L}\\d'’.&()-]*)*");
    private static final Pattern URLS = Pattern.compile("[a-z][a-z0-9+.-]{1,15}://\\S+");

    /** The shape of a value; constant time for long ones, which are always text. */
    static ValueShape of(String given) {
        String value = given.length() > LONGEST_LOOKED_AT ? given : given.strip();
        if (value.isEmpty()) {
            return EMPTY;
        }
        if (value.length() > LONGEST_LOOKED_AT) {
            return TEXT;
        }
        if (value.length() <= 5 && FLAGS.contains(value.toLowerCase(Locale.ROOT))) {
            return FLAG;
        }
        return Character.isLetter(value.charAt(0)) ? lettered(value) : numbered(value);
    }

    private static ValueShape numbered(String value) {
        if (NUMBERS.matcher(value).matches()) {
            return NUMBER;
        }
        if (TIMES.matcher(value).matches()) {
            return TIME;
        }
        return PHONES.matcher(value).matches() ? PHONE : lettered(value);
    }

    private static ValueShape lettered(String value) {
        if (value.indexOf('@') > 0 && EMAILS.matcher(value).matches()) {
            return EMAIL;
        }
        if (IBANS.matcher(value).matches()) {
            return IBAN;
        }
        return URLS.matcher(value).matches() ? URL : worded(value);
    }

    private static ValueShape worded(String value) {
        long blanks = value.chars().filter(c -> c == ' ').count();
        if (value.length() <= FILE_MAX
                && blanks <= FILE_BLANKS_MAX
                && FILES.matcher(value).matches()) {
            return FILE;
        }
        // Words glued together by signs are a sentence too.
        if (value.length() <= IDENTIFIER_MAX
                && IDENTIFIERS.matcher(value).matches()
                && Names.words(value).size() <= 8) {
            return IDENTIFIER;
        }
        if (value.length() <= NAME_MAX
                && blanks < NAME_WORDS_MAX
                && NAMES.matcher(value).matches()) {
            return NAME;
        }
        return TEXT;
    }

    /** Whether the check digits of an account number fit (ISO 13616, modulo 97). */
    static boolean validIban(String value) {
        String compact = value.replace(" ", "").toUpperCase(Locale.ROOT);
        if (!IBANS.matcher(compact).matches()) {
            return false;
        }
        StringBuilder digits = new StringBuilder();
        (compact.substring(4) + compact.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }
}
