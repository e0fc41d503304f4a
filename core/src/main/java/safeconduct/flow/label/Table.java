package safeconduct.flow.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads tables whose columns are parted by bars or tabs, with a row of names first. */
final class Table {

    private Table() {}

    static boolean looksLikeOne(String text) {
        int end = text.indexOf('\n');
        if (end < 0) {
            return false;
        }
        String header = text.substring(0, end);
        return (header.startsWith("|") && header.indexOf('|', 1) > 0) || header.indexOf('\t') > 0;
    }

    static List<Field> read(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        boolean bars = lines.getFirst().startsWith("|");
        List<String> names = cells(lines.getFirst(), bars).stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replace(' ', '_'))
                .toList();
        List<Field> fields = new ArrayList<>();
        int record = 0;
        for (String line : lines.subList(1, lines.size())) {
            if (bars && line.chars().allMatch(c -> "|-: ".indexOf(c) >= 0)) {
                continue;
            }
            List<String> cells = cells(line, bars);
            if (cells.size() != names.size() || fields.size() > Fields.FIELDS_MAX) {
                throw new Unreadable("a row is not as wide as its table");
            }
            for (int i = 0; i < cells.size(); i++) {
                if (!cells.get(i).isEmpty()) {
                    fields.add(new Field(List.of(names.get(i)), record, cells.get(i)));
                }
            }
            record++;
        }
        return fields;
    }

    private static List<String> cells(String line, boolean bars) {
        String inner = line.strip();
        if (bars) {
            inner = inner.startsWith("|") ? inner.substring(1) : inner;
            inner = inner.endsWith("|") ? inner.substring(0, inner.length() - 1) : inner;
        }
        List<String> cells = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= inner.length(); i++) {
            if (i == inner.length() || inner.charAt(i) == (bars ? '|' : '\t')) {
                cells.add(inner.substring(start, i).strip());
                start = i + 1;
            }
        }
        return cells;
    }
}
