package safeconduct.gateway.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/** Numbers that no arithmetic should be tried on: a few characters that stand for a gigabyte of digits. */
final class Magnitude {

    /** Beyond every number that a double holds. */
    static final int EXPONENT_MAX = 400;

    private Magnitude() {}

    static Optional<String> excess(JsonNode value) {
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            long exponent = (long) number.precision() - number.scale();
            return Math.abs(exponent) > EXPONENT_MAX || Math.abs((long) number.scale()) > EXPONENT_MAX
                    ? Optional.of("a number is beyond 1e" + EXPONENT_MAX + ", expected one that can be held exactly")
                    : Optional.empty();
        }
        for (JsonNode below : value) {
            Optional<String> found = excess(below);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
