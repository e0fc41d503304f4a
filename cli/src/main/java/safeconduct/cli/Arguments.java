package safeconduct.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import safeconduct.kernel.Json;

/** Values as they are typed. */
final class Arguments {

    private Arguments() {}

    /** What reads as a whole number or as true or false is one; quote it within ({@code '"42"'}) to get text. */
    static ObjectNode parameters(Map<String, String> typed) {
        ObjectNode values = Json.object();
        typed.forEach((name, text) -> {
            if (text.matches("-?(0|[1-9][0-9]{0,17})")) {
                values.put(name, Long.parseLong(text));
            } else if (text.equals("true") || text.equals("false")) {
                values.put(name, Boolean.parseBoolean(text));
            } else if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
                values.set(name, Json.parse(text));
            } else {
                values.put(name, text);
            }
        });
        return values;
    }
}
