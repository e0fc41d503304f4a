package safeconduct.cedar.json;

import java.util.Map;

/** Writes JSON. */
final class JsonWriter {
    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;

    private JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    static String write(Json json, boolean pretty) {
        JsonWriter writer = new JsonWriter(pretty);
        writer.value(json, "\n");
        return writer.out.toString();
    }

    private void value(Json json, String newLine) {
        switch (json) {
            case Json.Null x -> out.append("null");
            case Json.Bool x -> out.append(x.value());
            case Json.Num x -> out.append(x.digits());
            case Json.Text x -> string(x.value());
            case Json.Arr x -> array(x, newLine);
            case Json.Obj x -> object(x, newLine);
        }
    }

    private void array(Json.Arr array, String newLine) {
        out.append('[');
        String separator = "";
        for (Json element : array.elements()) {
            out.append(separator);
            line(newLine + "  ");
            value(element, newLine + "  ");
            separator = ",";
        }
        end(array.elements().isEmpty(), newLine, ']');
    }

    private void object(Json.Obj object, String newLine) {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, Json> field : object.fields().entrySet()) {
            out.append(separator);
            line(newLine + "  ");
            string(field.getKey());
            out.append(pretty ? ": " : ":");
            value(field.getValue(), newLine + "  ");
            separator = ",";
        }
        end(object.fields().isEmpty(), newLine, '}');
    }

    private void end(boolean empty, String newLine, char bracket) {
        if (!empty) {
            line(newLine);
        }
        out.append(bracket);
    }

    private void line(String newLine) {
        out.append(pretty ? newLine : "");
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c) || Character.getType(c) == Character.FORMAT) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
