package safeconduct.cedar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** A decimal with four places: held as a count of ten-thousandths. */
public record DecimalValue(long tenThousandths) implements Value {
    private static final int PLACES = 4;
    private static final int LONG_DIGITS_MAX = 19;

    /**
     * Digits, a point, one to four digits; a minus may stand before.
     *
     * @throws EvaluationException when the text is not of that form, or too large
     */
    public static DecimalValue parse(String text) {
        int point = text.indexOf('.');
        int start = text.startsWith("-") ? 1 : 0;
        if (point <= start || !Digits.only(text, start, point) || !Digits.only(text, point + 1, text.length())) {
            throw new EvaluationException("`" + text + "` is not a decimal such as `12.5`");
        }
        if (text.length() - point - 1 > PLACES) {
            throw new EvaluationException("`" + text + "` has more than four digits after the point");
        }
        BigInteger scaled = new BigDecimal(text).movePointRight(PLACES).toBigIntegerExact();
        if (scaled.bitLength() > 63) {
            throw new EvaluationException("`" + text + "` is too large for a decimal");
        }
        return new DecimalValue(scaled.longValue());
    }

    static Optional<Value> exact(BigDecimal number) {
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        // As long: the scale of 1e2147483647 would overflow an int, and its digits would fill the memory.
        boolean tooLong = (long) plain.precision() - plain.scale() > LONG_DIGITS_MAX || plain.scale() > PLACES;
        if (tooLong) {
            return Optional.empty();
        }
        boolean whole = plain.scale() <= 0;
        BigInteger held = (whole ? plain : plain.movePointRight(PLACES)).toBigIntegerExact();
        if (held.bitLength() > 63) {
            return Optional.empty();
        }
        return Optional.of(whole ? Value.of(held.longValue()) : new DecimalValue(held.longValue()));
    }

    @Override
    public String typeName() {
        return "decimal";
    }

    /** The text that {@link #parse} reads, with as few places as it needs. */
    public String text() {
        BigDecimal plain = BigDecimal.valueOf(tenThousandths, PLACES).stripTrailingZeros();
        return (plain.scale() < 1 ? plain.setScale(1) : plain).toPlainString();
    }

    @Override
    public String toString() {
        return "decimal(\"" + text() + "\")";
    }
}
