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

    private CanonicalJson() {}

    public static byte[] bytes(JsonNode value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws Fault INVALID when a number has no exact form */
    public static String text(JsonNode value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    public static Digest digest(JsonNode value) {
        return Digest.of(bytes(value));
    }

    private static void write(JsonNode value, StringBuilder out) {
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

    private static void writeObject(ObjectNode object, StringBuilder out) {
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

    private static void writeArray(JsonNode array, StringBuilder out) {
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

    private static String number(JsonNode value) {
        BigDecimal exact = value.decimalValue();
        if (exact.signum() == 0) {
            return "0";
        }
        double nearest = exact.doubleValue();
        boolean whole = exact.stripTrailingZeros().scale() <= 0;
        boolean held = Double.isFinite(nearest)
                && (whole
                        ? exact.abs().compareTo(EXACT_MAX) <= 0
                        : new BigDecimal(Double.toString(nearest)).compareTo(exact) == 0);
        if (!held) {
            throw new Fault(Fault.Code.INVALID, "number `" + clipped(value.asText()) + "` has no exact canonical form");
        }
        return EcmaNumber.text(nearest);
    }

    private static String clipped(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
