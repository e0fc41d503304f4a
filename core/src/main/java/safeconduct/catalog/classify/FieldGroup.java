package safeconduct.catalog.classify;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import safeconduct.catalog.classify.words.Names;
import safeconduct.catalog.classify.words.Words;

/** What a field of a result is, by its name ({@code fields.txt}), and the shapes that a value of such a field has. */
enum FieldGroup {
    ID,
    TIME,
    AMOUNT,
    STATE,
    FILE,
    /** Whom the owner deals with. */
    PARTY,
    /** Who came from outside. */
    SENDER,
    NAME,
    TEXT,
    UNKNOWN;

    private static final Map<String, FieldGroup> GROUPS = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(group -> group.name().toLowerCase(Locale.ROOT), Function.identity()));

    boolean fits(ValueShape shape) {
        return switch (this) {
            case ID ->
                switch (shape) {
                    case NUMBER, IDENTIFIER, TIME, IBAN, PHONE -> true;
                    default -> false;
                };
            case TIME, AMOUNT -> shape == ValueShape.TIME || shape == ValueShape.NUMBER;
            case STATE -> shape == ValueShape.IDENTIFIER || shape == ValueShape.NUMBER;
            case FILE -> shape == ValueShape.FILE || shape == ValueShape.IDENTIFIER;
            case PARTY, SENDER ->
                switch (shape) {
                    case EMAIL, IBAN, PHONE, IDENTIFIER, NAME, NUMBER -> true;
                    default -> false;
                };
            case NAME -> shape == ValueShape.NAME || shape == ValueShape.IDENTIFIER;
            case TEXT, UNKNOWN -> false;
        };
    }

    /** The group of the innermost field whose name says something; its last word weighs most. */
    static FieldGroup of(List<String> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            List<String> words = Names.words(path.get(i));
            if (!words.isEmpty()) {
                FieldGroup found = of(String.join("_", words), words.getLast());
                if (found != UNKNOWN) {
                    return found;
                }
            }
        }
        return UNKNOWN;
    }

    private static FieldGroup of(String whole, String last) {
        for (String form : List.of(whole, last, Names.singular(last))) {
            FieldGroup group = GROUPS.getOrDefault(Words.FIELDS.group(form).orElse(""), UNKNOWN);
            if (group != UNKNOWN) {
                return group;
            }
        }
        return UNKNOWN;
    }
}
