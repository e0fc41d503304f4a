package safeconduct.cedar.schema;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The type of a value. */
public sealed interface CedarType {
    /** What is known of a truth value. */
    enum Truth {
        ANY,
        TRUE,
        FALSE
    }

    /** A truth value of which something may be known. */
    record Bool(Truth truth) implements CedarType {}

    /** A whole number. */
    record LongType() implements CedarType {}

    /** A text. */
    record StringType() implements CedarType {}

    /** Any type: what has it is not checked. Only of arguments whose JSON Schema leaves it open. */
    record Any() implements CedarType {}

    /** A number of JSON: Long when it is whole, else decimal. Only of arguments whose JSON Schema says {@code number}. */
    record JsonNumber() implements CedarType {
        private boolean fits(CedarType other) {
            return other instanceof LongType || other.equals(new Extension("decimal"));
        }
    }

    /** An entity of a type. */
    record Entity(String name) implements CedarType {}

    /** A set of elements of one type. */
    record SetOf(CedarType element) implements CedarType {}

    /** A value of an extension type: {@code decimal}, {@code ipaddr}, {@code datetime}, {@code duration}. */
    record Extension(String name) implements CedarType {}

    /** A record with these attributes and no others. */
    record RecordOf(Map<String, Attribute> attributes) implements CedarType {
        /** Copies and sorts the attributes. */
        public RecordOf {
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        }
    }

    /** An attribute that is always there, or may be missing. */
    record Attribute(CedarType type, boolean required) {}

    /** The type that both are of, or null. */
    static @Nullable CedarType join(CedarType a, CedarType b) {
        if (a.equals(b)) {
            return a;
        }
        if (a instanceof Any || b instanceof Any) {
            return a instanceof Any ? b : a;
        }
        if (a instanceof JsonNumber || b instanceof JsonNumber) {
            JsonNumber number = a instanceof JsonNumber is ? is : new JsonNumber();
            CedarType other = a instanceof JsonNumber ? b : a;
            return number.fits(other) ? other : null;
        }
        if (a instanceof Bool && b instanceof Bool) {
            return Primitive.BOOL;
        }
        if (a instanceof SetOf(CedarType x) && b instanceof SetOf(CedarType y)) {
            CedarType element = join(x, y);
            return element == null ? null : new SetOf(element);
        }
        return a instanceof RecordOf x && b instanceof RecordOf y ? join(x, y) : null;
    }

    private static @Nullable CedarType join(RecordOf a, RecordOf b) {
        if (!a.attributes.keySet().equals(b.attributes.keySet())) {
            return null;
        }
        Map<String, Attribute> joined = new TreeMap<>();
        for (Map.Entry<String, Attribute> entry : a.attributes.entrySet()) {
            Attribute other = b.attributes.get(entry.getKey());
            CedarType type = other == null ? null : join(entry.getValue().type, other.type);
            if (other == null || type == null || other.required != entry.getValue().required) {
                return null;
            }
            joined.put(entry.getKey(), new Attribute(type, other.required));
        }
        return new RecordOf(joined);
    }

    /** For messages. */
    default String shown() {
        return switch (this) {
            case Bool x -> "Bool";
            case Any x -> "any";
            case LongType x -> "Long";
            case JsonNumber x -> "number";
            case StringType x -> "String";
            case Entity(String name) -> name;
            case SetOf(CedarType element) -> "Set<" + element.shown() + ">";
            case Extension(String name) -> name;
            case RecordOf x -> "record";
        };
    }
}
