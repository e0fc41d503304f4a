package safeconduct.flow.value;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

/**
 * A value with its kind, in the one spelling in which it is compared: two values are the same exactly when these are equal.
 *
 * @param key lower case and without marks, as the kind asks; never longer than the value
 */
public record Typed(Kind kind, String key) {

    /** Longer values are text, and compared by their beginning and length. */
    static final int KEY_MAX = 256;

    private static final Set<String> FILE_ENDINGS = Set.of(
            "txt", "doc", "docx", "pdf", "xls", "xlsx", "csv", "tsv", "ppt", "pptx", "md", "rtf", "odt", "ods", "json",
            "xml", "yaml", "yml", "toml", "ini", "log", "html", "htm", "png", "jpg", "jpeg", "gif", "svg", "webp",
            "mp3", "mp4", "mov", "wav", "zip", "tar", "gz", "py", "java", "js", "ts", "sh", "sql", "db", "ipynb", "eml",
            "ics");

    /** Reads a whole value: the argument of a call, the field of a result, a literal of a goal. */
    public static Typed of(String value) {
        String text = Trim.outside(value);
        if (text.length() > KEY_MAX) {
            return new Typed(Kind.TEXT, Trim.collapsed(text.substring(0, KEY_MAX)) + "+" + text.length());
        }
        return text.indexOf(' ') < 0 ? word(text) : phrase(text);
    }

    private static Typed phrase(String text) {
        String joined = text.replace(" ", "");
        if (Shapes.iban(joined) && Shapes.groups(text)) {
            return new Typed(Kind.IBAN, joined.toUpperCase(Locale.ROOT));
        }
        if (Shapes.isoDate(text)) {
            return new Typed(Kind.DATE, text.substring(0, 10));
        }
        return Shapes.amount(joined) ? number(joined) : new Typed(Kind.TEXT, Trim.collapsed(text));
    }

    private static Typed word(String text) {
        if (text.isEmpty()) {
            return new Typed(Kind.TEXT, "");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (Shapes.email(lower)) {
            return new Typed(Kind.EMAIL, lower.startsWith("mailto:") ? lower.substring(7) : lower);
        }
        if (Shapes.url(lower)) {
            return new Typed(Kind.URL, WebAddress.key(text));
        }
        if (Shapes.iban(text)) {
            return new Typed(Kind.IBAN, text.toUpperCase(Locale.ROOT));
        }
        if (Shapes.isoDate(text)) {
            return new Typed(Kind.DATE, text.substring(0, 10));
        }
        return Shapes.amount(text) ? number(text) : named(lower);
    }

    private static Typed named(String lower) {
        int dot = lower.lastIndexOf('.');
        if (dot > 0 && dot < lower.length() - 1 && FILE_ENDINGS.contains(lower.substring(dot + 1))) {
            return new Typed(Kind.FILE, lower);
        }
        if (Shapes.host(lower)) {
            return new Typed(Kind.HOST, lower);
        }
        char first = lower.charAt(0);
        if ((first == '#' || first == '@') && lower.length() > 1) {
            return new Typed(Kind.HANDLE, lower.substring(1));
        }
        if (lower.indexOf('/') >= 0 || lower.indexOf('\\') >= 0) {
            return new Typed(Kind.FILE, lower);
        }
        return new Typed(Shapes.hasDigit(lower) ? Kind.CODE : Kind.TEXT, lower);
    }

    private static Typed number(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= '0' && c <= '9') || c == '.' || c == '-') {
                digits.append(c);
            }
        }
        BigDecimal number = new BigDecimal(digits.toString());
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return new Typed(Kind.NUMBER, plain.toPlainString());
    }

    /** The one text under which it is looked up. Names of any kind meet: {@code #general} is {@code general}. */
    public String index() {
        return switch (kind) {
            case EMAIL, IBAN, NUMBER, DATE -> kind.name().charAt(0) + ":" + key;
            case URL, HOST -> "U:" + key;
            case FILE, HANDLE, CODE, TEXT -> "T:" + key;
        };
    }
}
