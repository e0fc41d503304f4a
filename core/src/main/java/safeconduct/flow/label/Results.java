package safeconduct.flow.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import safeconduct.kernel.Json;

/**
 * Cuts a result into fields: JSON, YAML, the way Python prints its values, tables with bars or tabs. What is none of these, or
 * breaks off, is one value as a whole: reading never makes a part more trusted than the whole would be by accident.
 */
public final class Results {

    private Results() {}

    /** The fields of a text, in order. */
    public static List<Field> of(String text) {
        String trimmed = unwrapped(text.strip());
        if (trimmed.isEmpty()) {
            return List.of();
        }
        try {
            char first = trimmed.charAt(0);
            if (first == '{' || first == '[') {
                return bracketed(trimmed);
            }
            if (Table.looksLikeOne(trimmed)) {
                return Table.read(trimmed);
            }
            if (Blocks.looksLikeOne(trimmed)) {
                Fields fields = new Fields();
                new Blocks(trimmed + "\n", fields).read();
                return fields.found();
            }
        } catch (Unreadable other) {
            return whole(text);
        }
        return whole(text);
    }

    /** The fields of a value of JSON. */
    public static List<Field> of(JsonNode node) {
        Fields fields = new Fields();
        try {
            fields.node(node);
        } catch (Unreadable tooMany) {
            return whole(node.toString());
        }
        return fields.found();
    }

    /** Without the marks that some agents put around all that a tool says, to tell it from instructions. */
    private static String unwrapped(String text) {
        boolean marked = text.length() > 4 && text.startsWith("<<") && text.endsWith(">>");
        return marked ? text.substring(2, text.length() - 2).strip() : text;
    }

    private static List<Field> bracketed(String text) {
        JsonNode node;
        try {
            node = Json.mapper().readTree(text);
        } catch (JsonProcessingException notJson) {
            Fields fields = new Fields();
            new Literals(text, fields).read();
            return fields.found();
        }
        return of(node);
    }

    private static List<Field> whole(String text) {
        return List.of(new Field(List.of(), 0, text));
    }
}
