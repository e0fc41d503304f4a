package safeconduct.cedar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A number is held exactly or not at all. Repeat with {@code -Dseed=}. */
class ExactNumberTest {

    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    record Row(String number, String held) {}

    static Stream<Row> rows() {
        return Stream.of(
                new Row("0", "0"),
                new Row("-0.000", "0"),
                new Row("1.0", "1"),
                new Row("1e3", "1000"),
                new Row("12.5", "decimal(\"12.5\")"),
                new Row("0.0001", "decimal(\"0.0001\")"),
                new Row("0.00010", "decimal(\"0.0001\")"),
                new Row("0.00001", "nothing"),
                new Row("9223372036854775807", "9223372036854775807"),
                new Row("9223372036854775808", "nothing"),
                new Row("-9223372036854775808", "-9223372036854775808"),
                new Row("922337203685477.5807", "decimal(\"922337203685477.5807\")"),
                new Row("922337203685477.5808", "nothing"),
                new Row("0.1e1", "1"),
                new Row("1e2147483647", "nothing"),
                new Row("1e-2147483647", "nothing"),
                new Row("0e2147483647", "0"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void holdsANumberExactlyOrNotAtAll(Row row) {
        Optional<Value> held =
                assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Value.exact(new BigDecimal(row.number())));
        assertEquals(row.held(), held.map(Value::toString).orElse("nothing"));
    }

    @Test
    void neverRoundsAndRefusesNothingThatItCouldHold() {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            BigDecimal number = new BigDecimal(new BigInteger(random.nextInt(80), random), random.nextInt(30) - 10);
            BigDecimal signed = random.nextBoolean() ? number : number.negate();
            check(signed, "-Dseed=" + seed + ": " + signed);
        }
    }

    private static void check(BigDecimal number, String where) {
        boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
        boolean fourPlaces = number.signum() == 0 || number.stripTrailingZeros().scale() <= 4;
        BigDecimal counted = whole ? number : number.movePointRight(4);
        boolean fits = fourPlaces && counted.compareTo(LEAST) >= 0 && counted.compareTo(MOST) <= 0;
        Optional<BigDecimal> held = Value.exact(number).map(ExactNumberTest::read);
        assertEquals(fits, held.isPresent(), where);
        held.ifPresent(value -> assertEquals(0, value.compareTo(number), where));
    }

    private static BigDecimal read(Value value) {
        return switch (value) {
            case Value.LongValue(long number) -> BigDecimal.valueOf(number);
            case DecimalValue(long tenThousandths) -> BigDecimal.valueOf(tenThousandths, 4);
            default -> throw new AssertionError("neither Long nor decimal: " + value);
        };
    }
}
