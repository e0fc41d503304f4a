package safeconduct.flow.label;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Collects fields; bounded. Keys that are data, as the names in a map, count as values of what holds them. */
final class Fields {

    static final int FIELDS_MAX = 100_000;

    private final List<Field> found = new ArrayList<>();
    private final List<String> path = new ArrayList<>();
    private int record;
    private int sequences;
    private boolean numbered;

    List<Field> found() {
        return found;
    }

    void value(String text) {
        if (found.size() >= FIELDS_MAX) {
            throw new Unreadable("more than " + FIELDS_MAX + " fields");
        }
        if (!text.isEmpty()) {
            found.add(new Field(path, record, text));
        }
    }

    void enter(String key) {
        if (!fieldName(key)) {
            if (path.isEmpty() && sequences == 0 && (numbered || !found.isEmpty())) {
                record++;
            }
            numbered |= path.isEmpty() && sequences == 0;
            value(key);
        }
        path.add(key);
    }

    void leave() {
        path.removeLast();
    }

    /** The elements of the outermost sequence are the records. */
    void element(int index) {
        if (sequences == 1) {
            record = index;
        }
    }

    void open() {
        sequences++;
    }

    void close() {
        sequences--;
    }

    /** A name as programs write it; anything else is data in the place of a name. */
    private static boolean fieldName(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean ok = (c >= 'a' && c <= 'z') || c == '_' || (i > 0 && (Character.isLetterOrDigit(c) || c == '-'));
            if (!ok) {
                return false;
            }
        }
        return key.length() <= 64;
    }

    void node(JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(member -> {
                enter(member.getKey());
                node(member.getValue());
                leave();
            });
        } else if (node.isArray()) {
            open();
            for (int i = 0; i < node.size(); i++) {
                element(i);
                node(node.get(i));
            }
            close();
        } else if (!node.isNull()) {
            value(node.isNumber() ? node.decimalValue().toPlainString() : node.asText());
        }
    }
}
