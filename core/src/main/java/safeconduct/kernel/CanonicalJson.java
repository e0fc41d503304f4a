package safeconduct.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The canonical form of JSON of RFC 8785: members sorted by the UTF-16 code units of their names, no white space,
 * shortest escapes, numbers as ECMAScript prints a double.
 *
 * <pre>{"a":[1,1.5,"é"],"b":null}</pre>
 *
 * An integer of more than 53 bits, or a decimal that a double cannot hold, has no form there (RFC 8785 section 3.2.2.3);
 * such a number is refused, never rounded.
 */
public final class CanonicalJson {

    private static final BigDecimal EXACT_MAX = BigDecimal.valueOf(1L << 53);

    private final boolean exact;

    private CanonicalJson(boolean exact) {
        this.exact = exact;
    }

    public static byte[] bytes(JsonNode value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The same, except that a number which RFC 8785 has no form for is written exactly, as {@link BigDecimal} prints it
     * without trailing zeros. For what is only hashed and kept by us.
     */
    public static byte[] exactBytes(JsonNode value) {
        StringBuilder out = new StringBuilder();
        new CanonicalJson(true).write(value, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws Fault INVALID when a number has no exact form */
    public static String text(JsonNode value) {
        StringBuilder out = new StringBuilder();
        new CanonicalJson(false).write(value, out);
        return out.toString();
    }

    public static Digest digest(JsonNode value) {
        return Digest.of(bytes(value));
    }

    private void write(JsonNode value, StringBuilder out) {
        switch (value.getNodeType()) {
            case OBJECT -> writeObject((ObjectNode) value, out);
            case ARRAY -> writeArray(value, out);
            case STRING -> writeString(value.textValue(), out);
            case NUMBER -> out.append(number(value));
            case BOOLEAN, NULL -> out.append(value.asText());
            case BINARY, MISSING, POJO ->
                throw new Fault(Fault.Code.INVALID, "not a JSON value: " + value.getNodeType());
        }
    }

    private void writeObject(ObjectNode object, StringBuilder out) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.sort(String::compareTo); // String compares UTF-16 code units, as section 3.2.3 asks.
        out.append('{');
        String comma = "";
        for (String name : names) {
            out.append(comma);
            writeString(name, out);
            out.append(':');
            write(object.get(name), out);
            comma = ",";
        }
        out.append('}');
    }

    private void writeArray(JsonNode array, StringBuilder out) {
        out.append('[');
        String comma = "";
        for (JsonNode element : array) {
            out.append(comma);
            write(element, out);
            comma = ",";
        }
        out.append(']');
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            writeCharacter(text.charAt(i), out);
        }
        out.append('"');
    }

    private static void writeCharacter(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < ' ') {
                    out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                } else {
                    out.append(c);
                }
            }
        }
    }

    private String number(JsonNode value) {
        BigDecimal number = value.decimalValue();
        if (number.signum() == 0) {
            return "0";
        }
        double nearest = number.doubleValue();
        if (holds(nearest, number)) {
            return EcmaNumber.text(nearest);
        }
        if (exact) {
            return number.stripTrailingZeros().toString();
        }
        throw new Fault(Fault.Code.INVALID, "number `" + clipped(value.asText()) + "` has no exact canonical form");
    }

    private static boolean holds(double nearest, BigDecimal number) {
        if (!Double.isFinite(nearest)) {
            return false;
        }
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        return whole
                ? number.abs().compareTo(EXACT_MAX) <= 0
                : new BigDecimal(Double.toString(nearest)).compareTo(number) == 0;
    }

    private static String clipped(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
