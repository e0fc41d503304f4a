package safeconduct.cedar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** A point in time, in milliseconds since 1970-01-01 UTC. */
public record DatetimeValue(long epochMillis) implements Value, Comparable<DatetimeValue> {
    private static final long DAY = 86_400_000;
    private static final int DATE_END = 10; // YYYY-MM-DD
    private static final int TIME_END = 19; // YYYY-MM-DDThh:mm:ss
    private static final int MILLIS_END = 23; // YYYY-MM-DDThh:mm:ss.SSS

    /** That instant, cut to milliseconds. */
    public static DatetimeValue of(Instant instant) {
        return new DatetimeValue(instant.toEpochMilli());
    }

    /**
     * One of {@code YYYY-MM-DD}, {@code YYYY-MM-DDThh:mm:ss[.SSS]Z}, {@code YYYY-MM-DDThh:mm:ss[.SSS](+|-)hhmm}.
     *
     * @throws EvaluationException when the text is not of that form, or no such date exists
     */
    public static DatetimeValue parse(String text) {
        long day = day(text);
        if (text.length() == DATE_END) {
            return new DatetimeValue(day * DAY);
        }
        boolean fraction = text.length() > TIME_END && text.charAt(TIME_END) == '.';
        long millis = fraction ? part(text, TIME_END + 1, MILLIS_END, 999) : 0;
        return new DatetimeValue(day * DAY + time(text) + millis - offset(text, fraction ? MILLIS_END : TIME_END));
    }

    private static long day(String text) {
        if (!text.startsWith("-", 4) || !text.startsWith("-", 7)) {
            throw malformed(text);
        }
        int year = part(text, 0, 4, 9999);
        int month = part(text, 5, 7, 12);
        int day = part(text, 8, DATE_END, 31);
        try {
            return LocalDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException e) {
            throw malformed(text);
        }
    }

    private static long time(String text) {
        if (!text.startsWith("T", DATE_END) || !text.startsWith(":", 13) || !text.startsWith(":", 16)) {
            throw malformed(text);
        }
        long hours = part(text, 11, 13, 23);
        long minutes = part(text, 14, 16, 59);
        return ((hours * 60 + minutes) * 60 + part(text, 17, TIME_END, 59)) * 1000;
    }

    private static long offset(String text, int from) {
        if (text.startsWith("Z", from) && text.length() == from + 1) {
            return 0;
        }
        boolean east = text.startsWith("+", from);
        if (text.length() != from + 5 || !(east || text.startsWith("-", from))) {
            throw malformed(text);
        }
        long minutes = part(text, from + 1, from + 3, 23) * 60L + part(text, from + 3, from + 5, 59);
        return (east ? minutes : -minutes) * 60_000;
    }

    private static int part(String text, int from, int to, int max) {
        int number = Digits.number(text, from, to);
        if (number < 0 || number > max) {
            throw malformed(text);
        }
        return number;
    }

    private static EvaluationException malformed(String text) {
        return new EvaluationException("`" + text + "` is not a datetime such as `2026-11-23T10:00:00Z`");
    }

    /** The start of its day. */
    public DatetimeValue toDate() {
        try {
            return new DatetimeValue(Math.subtractExact(epochMillis, Math.floorMod(epochMillis, DAY)));
        } catch (ArithmeticException e) {
            throw new EvaluationException("overflow in `toDate`");
        }
    }

    /** The time since the start of its day. */
    public DurationValue toTime() {
        return new DurationValue(Math.floorMod(epochMillis, DAY));
    }

    /** This point, moved. */
    public DatetimeValue offset(DurationValue by) {
        try {
            return new DatetimeValue(Math.addExact(epochMillis, by.millis()));
        } catch (ArithmeticException e) {
            throw new EvaluationException("overflow in `offset`");
        }
    }

    /** The time from the other to this. */
    public DurationValue durationSince(DatetimeValue other) {
        try {
            return new DurationValue(Math.subtractExact(epochMillis, other.epochMillis));
        } catch (ArithmeticException e) {
            throw new EvaluationException("overflow in `durationSince`");
        }
    }

    @Override
    public String typeName() {
        return "datetime";
    }

    @Override
    public int compareTo(DatetimeValue other) {
        return Long.compare(epochMillis, other.epochMillis);
    }

    /** As an expression: the first of 1970, moved. Also holds for years that have no four digits. */
    @Override
    public String toString() {
        return "datetime(\"1970-01-01\").offset(duration(\"" + epochMillis + "ms\"))";
    }
}
