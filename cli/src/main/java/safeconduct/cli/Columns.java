package safeconduct.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Which members of a tree a person wants to see, under which names, in which order. */
public record Columns(List<Column> columns) {

    private static final String GAP = "  ";

    /** What is longer is a sentence, and has a line of its own in a list. */
    private static final int WORD_LENGTH_MAX = 48;

    /**
     * One of them.
     *
     * @param pointer a JSON pointer
     */
    public record Column(String name, String pointer) {
        String of(JsonNode item) {
            return text(item.at(pointer));
        }
    }

    /** Pairs of a name and a JSON pointer. */
    public static Columns of(String... pairs) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            columns.add(new Column(pairs[i], pairs[i + 1]));
        }
        return new Columns(List.copyOf(columns));
    }

    /** The same, written as lines of a name, two spaces, and a pointer. */
    static Columns lines(String text) {
        return of(text.lines().flatMap(line -> Stream.of(line.split("  ", 2))).toArray(String[]::new));
    }

    String first(JsonNode item) {
        return columns.getFirst().of(item);
    }

    /** One line for each item, under a line of names. */
    String table(ArrayNode items) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream()
                .map(column -> column.name().toUpperCase(Locale.ROOT))
                .toList());
        items.forEach(
                item -> rows.add(columns.stream().map(column -> column.of(item)).toList()));
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            widths.add(rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0));
        }
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i))
                    .append(" ".repeat(widths.get(i) - row.get(i).length()))
                    .append(GAP);
        }
        return line.toString().stripTrailing() + "\n";
    }

    /** One line for each column that the item has; what has several lines is indented below its name. */
    String fields(JsonNode item) {
        int width = columns.stream()
                .mapToInt(column -> column.name().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (Column column : columns) {
            String value = column.of(item);
            if (!value.isEmpty()) {
                String padding = " ".repeat(width - column.name().length());
                text.append(column.name())
                        .append(padding)
                        .append(GAP)
                        .append(indented(value, width))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String indented(String value, int width) {
        return value.stripTrailing().replace("\n", "\n" + " ".repeat(width) + GAP);
    }

    /** A value for people: lists with commas, deeper things as JSON. Control characters do not reach the terminal. */
    static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            boolean deep = StreamSupport.stream(value.spliterator(), false)
                    .anyMatch(one -> one.isContainerNode() || one.asText().length() > WORD_LENGTH_MAX);
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Columns::text)
                    .collect(Collectors.joining(deep ? "\n" : ", "));
        }
        return harmless(value.isValueNode() ? value.asText() : value.toString());
    }

    /** What agents wrote could else move the cursor, or hide a line. */
    static String harmless(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean control = (Character.isISOControl(c) && c != '\n') || Character.getType(c) == Character.FORMAT;
            out.appendCodePoint(control ? '\uFFFD' : c);
        });
        return out.toString();
    }
}
