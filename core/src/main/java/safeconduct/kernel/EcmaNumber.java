package safeconduct.kernel;

import java.math.BigDecimal;

/** A finite double as ECMAScript's Number::toString prints it (ECMA-262, section 6.1.6.1.20). */
final class EcmaNumber {

    private static final int PLAIN_EXPONENT_MAX = 21;
    private static final int PLAIN_EXPONENT_MIN = -6;

    private EcmaNumber() {}

    static String text(double value) {
        // Since JDK 19 Double.toString gives the shortest digits that read back as the same double.
        BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - shortest.scale(); // the value is 0.DIGITS × 10^exponent
        return (value < 0 ? "-" : "") + layout(digits, exponent);
    }

    private static String layout(String digits, int exponent) {
        int length = digits.length();
        if (length <= exponent && exponent <= PLAIN_EXPONENT_MAX) {
            return digits + "0".repeat(exponent - length);
        }
        if (0 < exponent && exponent <= PLAIN_EXPONENT_MAX) {
            return digits.substring(0, exponent) + "." + digits.substring(exponent);
        }
        if (PLAIN_EXPONENT_MIN < exponent && exponent <= 0) {
            return "0." + "0".repeat(-exponent) + digits;
        }
        int shown = exponent - 1;
        String mantissa = length == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (shown < 0 ? "-" : "+") + Math.abs(shown);
    }
}
