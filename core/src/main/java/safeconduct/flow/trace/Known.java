package safeconduct.flow.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import safeconduct.flow.value.Kind;
import safeconduct.flow.value.Typed;
import safeconduct.flow.value.Words;

/**
 * The whole values that a task has seen, exactly, with the best origin of each. Bounded: what comes after it is full is not
 * known, and so permits nothing.
 */
public final class Known {

    /** Values that it holds at most; each is at most 256 characters long. */
    public static final int LIMIT = 1 << 14;

    private static final int LINE_MAX = 200;

    private final Map<String, Seen> values = new HashMap<>();

    /**
     * Where a value was seen.
     *
     * @param source index of what the user pointed at, where it is from there
     */
    public record Seen(Origin origin, String source) {}

    /** A whole value was seen. */
    public void put(Typed value, Origin origin, String source) {
        if (value.key().isEmpty()) {
            return;
        }
        String index = value.index();
        Seen before = values.get(index);
        if (before == null && values.size() >= LIMIT) {
            return;
        }
        if (before == null || origin.compareTo(before.origin()) < 0) {
            values.put(index, new Seen(origin, source));
        }
    }

    /**
     * A value of a system of record.
     *
     * @param lists a list of names in one text is also each of its lines and each part between commas
     * @param origin of the whole
     */
    public void record(String text, boolean lists, Origin origin) {
        put(Typed.of(text), origin, "");
        if (lists && text.length() > 2 && (text.indexOf('\n') >= 0 || text.indexOf(',') >= 0)) {
            text.lines().limit(LIMIT).forEach(this::line);
        }
    }

    private void line(String line) {
        int colon = line.indexOf(": ");
        String rest = colon < 0 ? line : line.substring(colon + 2);
        if (line.length() <= LINE_MAX) {
            put(Typed.of(line), Origin.RECORD, "");
            put(Typed.of(rest), Origin.RECORD, "");
        }
        for (String part : rest.split(",", -1)) {
            if (part.length() <= LINE_MAX) {
                put(Typed.of(part), Origin.RECORD, "");
            }
        }
    }

    /** Content of strangers: the whole, and each value in it that says where something can go. */
    public void foreign(String text) {
        put(Typed.of(text), Origin.FOREIGN, "");
        Words.each(text, (start, end) -> {
            Typed word = Typed.of(text.substring(start, end));
            if (word.kind() != Kind.TEXT) {
                put(word, Origin.FOREIGN, "");
            }
        });
    }

    public Optional<Seen> find(Typed value) {
        return Optional.ofNullable(values.get(value.index()));
    }
}
