package safeconduct.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import safeconduct.kernel.Fault;

/**
 * Fields of a request or a response; names in lower case, values of one name in their order. Immutable. A name that is no
 * token, or a value with a control character, has no place in it: so a value can never end a line.
 */
public record Headers(Map<String, List<String>> fields) {

    public static final Headers NONE = new Headers(Map.of());

    public Headers {
        TreeMap<String, List<String>> copy = new TreeMap<>();
        fields.forEach((name, values) -> copy.put(checkedName(name), List.copyOf(values)));
        copy.values().forEach(values -> values.forEach(Headers::checkValue));
        fields = Collections.unmodifiableMap(copy);
    }

    /** The first value of a name. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    public List<String> all(String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** The value of a name that may stand there at most once. */
    public Optional<String> only(String name) {
        if (all(name).size() > 1) {
            throw new Rejection(400, "header `" + name.toLowerCase(Locale.ROOT) + "` stands there more than once");
        }
        return first(name);
    }

    /** With this value in place of all others of its name. */
    public Headers with(String name, String value) {
        return changed(name, List.of(value));
    }

    /** With this value after the others of its name. */
    public Headers and(String name, String value) {
        List<String> values = new ArrayList<>(all(name));
        values.add(value);
        return changed(name, values);
    }

    public Headers without(String name) {
        Map<String, List<String>> changed = new TreeMap<>(fields);
        changed.remove(name.toLowerCase(Locale.ROOT));
        return new Headers(changed);
    }

    private Headers changed(String name, List<String> values) {
        Map<String, List<String>> changed = new TreeMap<>(fields);
        changed.put(name.toLowerCase(Locale.ROOT), values);
        return new Headers(changed);
    }

    private static String checkedName(String name) {
        boolean token = !name.isEmpty() && name.chars().allMatch(Headers::isTokenCharacter);
        if (!token) {
            throw new Fault(Fault.Code.INVALID, "malformed header name");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean isTokenCharacter(int c) {
        return c < 127 && (Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }

    private static void checkValue(String value) {
        if (value.chars().anyMatch(c -> c != '\t' && (c < ' ' || c == 127))) {
            throw new Fault(Fault.Code.INVALID, "a header value holds a control character");
        }
    }
}
