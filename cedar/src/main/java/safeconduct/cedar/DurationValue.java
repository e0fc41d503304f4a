package safeconduct.cedar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time, in milliseconds; may be negative. */
public record DurationValue(long millis) implements Value, Comparable<DurationValue> {
    private static final Pattern FORM =
            Pattern.compile("-?(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?");
    private static final long[] UNIT_MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

    /**
     * Days, hours, minutes, seconds and milliseconds in this order, each at most once: {@code -1d12h}, {@code 500ms}.
     *
     * @throws EvaluationException when the text is not of that form, or too large
     */
    public static DurationValue parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.isEmpty() || text.equals("-") || !form.matches()) {
            throw new EvaluationException("`" + text + "` is not a duration such as `1d12h30m`");
        }
        try {
            long sum = 0;
            for (int unit = UNIT_MILLIS.length - 1; unit >= 0; unit--) {
                String digits = form.group(unit + 1);
                if (digits != null) {
                    sum = Math.addExact(sum, signed(text, digits, UNIT_MILLIS[unit]));
                }
            }
            return new DurationValue(sum);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new EvaluationException("`" + text + "` is too long for a duration");
        }
    }

    private static long signed(String text, String digits, long unit) {
        return Math.multiplyExact(Long.parseLong(text.startsWith("-") ? "-" + digits : digits), unit);
    }

    @Override
    public String typeName() {
        return "duration";
    }

    @Override
    public int compareTo(DurationValue other) {
        return Long.compare(millis, other.millis);
    }

    @Override
    public String toString() {
        return "duration(\"" + millis + "ms\")";
    }
}
