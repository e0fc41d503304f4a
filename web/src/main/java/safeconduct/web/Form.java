package safeconduct.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of {@code application/x-www-form-urlencoded}: a query, or the body of a form. */
public record Form(Map<String, List<String>> fields) {

    public static final int FIELDS_MAX = 64;

    public Form {
        fields = Map.copyOf(fields);
    }

    /**
     * Reads one strictly: empty text has no fields, a field without a name or with malformed encoding is refused.
     *
     * @throws Rejection 400
     */
    public static Form parse(String text) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return new Form(fields);
        }
        String[] pairs = text.split("&", FIELDS_MAX + 1);
        if (pairs.length > FIELDS_MAX) {
            throw new Rejection(400, "more than " + FIELDS_MAX + " fields in the form");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (name.isEmpty()) {
                throw new Rejection(400, "a field of the form has no name");
            }
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            fields.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
        fields.replaceAll((name, values) -> List.copyOf(values));
        return new Form(fields);
    }

    /** The value of a field that may stand there at most once. */
    public Optional<String> only(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new Rejection(400, "field `" + name + "` stands there more than once");
        }
        return values.stream().findFirst();
    }

    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Rejection(400, "malformed percent-encoding in the form", malformed);
        }
    }
}
