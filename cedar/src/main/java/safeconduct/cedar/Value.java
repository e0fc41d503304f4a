package safeconduct.cedar;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** What an expression evaluates to. Immutable; equal exactly when Cedar's {@code ==} says so. */
public sealed interface Value
        permits Value.BoolValue,
                Value.LongValue,
                Value.StringValue,
                Value.SetValue,
                Value.RecordValue,
                EntityUid,
                DecimalValue,
                IpValue,
                DatetimeValue,
                DurationValue {

    /** How deep sets and records may be within each other, so that nothing runs out of stack. */
    int LEVELS_MAX = 128;

    /** The Cedar name of its type, for messages. */
    String typeName();

    /** A truth value. */
    static BoolValue of(boolean value) {
        return value ? BoolValue.TRUE : BoolValue.FALSE;
    }

    /** A whole number. */
    static LongValue of(long value) {
        return new LongValue(value);
    }

    /** A text. */
    static StringValue of(String value) {
        return new StringValue(value);
    }

    /**
     * A set; what occurs twice is in it once.
     *
     * @throws EvaluationException when it is deeper than {@link #LEVELS_MAX}
     */
    static SetValue set(Collection<? extends Value> elements) {
        return new SetValue(elements.toArray(new Value[0]));
    }

    /**
     * A set; what occurs twice is in it once.
     *
     * @throws EvaluationException when it is deeper than {@link #LEVELS_MAX}
     */
    static SetValue set(Value... elements) {
        return new SetValue(elements.clone());
    }

    /**
     * A record with these attributes.
     *
     * @throws EvaluationException when it is deeper than {@link #LEVELS_MAX}
     */
    static RecordValue record(Map<String, ? extends Value> attributes) {
        return RecordValue.of(attributes);
    }

    /**
     * A decimal of at most four places, such as {@code 12.5}.
     *
     * @throws EvaluationException when the text is none
     */
    static DecimalValue decimal(String text) {
        return DecimalValue.parse(text);
    }

    /**
     * The number as JSON has it: Long when it is whole and has 64 bits, else decimal when four places hold it exactly.
     * Nothing is ever rounded.
     *
     * @return empty when neither holds it
     */
    static Optional<Value> exact(BigDecimal number) {
        return DecimalValue.exact(number);
    }

    /**
     * An address or a range, IPv4 or IPv6, such as {@code 10.0.0.0/8}.
     *
     * @throws EvaluationException when the text is none
     */
    static IpValue ip(String text) {
        return IpValue.parse(text);
    }

    /**
     * A point in time, such as {@code 2026-11-23} or {@code 2026-11-23T10:00:00Z}.
     *
     * @throws EvaluationException when the text is none
     */
    static DatetimeValue datetime(String text) {
        return DatetimeValue.parse(text);
    }

    /**
     * A length of time, such as {@code 1d2h30m}.
     *
     * @throws EvaluationException when the text is none
     */
    static DurationValue duration(String text) {
        return DurationValue.parse(text);
    }

    /** True or false. */
    record BoolValue(boolean value) implements Value {
        static final BoolValue TRUE = new BoolValue(true);
        static final BoolValue FALSE = new BoolValue(false);

        @Override
        public String typeName() {
            return "Bool";
        }

        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** A 64-bit whole number. */
    record LongValue(long value) implements Value {
        @Override
        public String typeName() {
            return "Long";
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A text. */
    record StringValue(String value) implements Value {
        @Override
        public String typeName() {
            return "String";
        }

        @Override
        public String toString() {
            return Quoted.of(value);
        }
    }

    /** Elements without order or repetition. */
    final class SetValue implements Value {
        private final SmallSet elements;
        private final int levels;

        private SetValue(Value[] owned) {
            this.levels = Levels.above(owned); // First: whoever compares elements goes down into them.
            this.elements = SmallSet.of(owned);
        }

        int levels() {
            return levels;
        }

        /** True when one element equals it. */
        public boolean contains(Value value) {
            return elements.contains(value);
        }

        /** True when every element of the other is in this. */
        public boolean containsAll(SetValue other) {
            for (Value element : other.elements.values()) {
                if (!elements.contains(element)) {
                    return false;
                }
            }
            return true;
        }

        /** True when one element of the other is in this. */
        public boolean containsAny(SetValue other) {
            for (Value element : other.elements.values()) {
                if (elements.contains(element)) {
                    return true;
                }
            }
            return false;
        }

        /** How many elements. */
        public int size() {
            return elements.values().length;
        }

        /** The elements, in the order given. */
        public List<Value> elements() {
            return List.of(elements.values());
        }

        @Override
        public String typeName() {
            return "Set";
        }

        @Override
        public boolean equals(Object o) {
            return o == this || (o instanceof SetValue other && other.size() == size() && containsAll(other));
        }

        @Override
        public int hashCode() {
            int sum = 0;
            for (Value element : elements.values()) {
                sum += element.hashCode();
            }
            return sum;
        }

        /** As Cedar writes it, elements sorted by their text, so that equal sets print the same. */
        @Override
        public String toString() {
            StringJoiner out = new StringJoiner(", ", "[", "]");
            Arrays.stream(elements.values()).map(Value::toString).sorted().forEach(out::add);
            return out.toString();
        }
    }

    /** Named attributes. */
    final class RecordValue implements Value {
        /** The record without attributes. */
        public static final RecordValue EMPTY = new RecordValue(new SmallMap(new String[0], new Value[0]));

        private final SmallMap attributes;
        private final int levels;

        private RecordValue(SmallMap attributes) {
            this.attributes = attributes;
            this.levels = Levels.above(attributes.values());
        }

        int levels() {
            return levels;
        }

        /** With these attributes. */
        public static RecordValue of(Map<String, ? extends Value> attributes) {
            return attributes.isEmpty() ? EMPTY : new RecordValue(SmallMap.of(attributes));
        }

        /** With these attributes: the cheapest way to build one. Takes ownership; names are distinct. */
        public static RecordValue of(String[] names, Value[] values) {
            return new RecordValue(SmallMap.owned(names, values));
        }

        /** The attribute of that name, or null. */
        public @org.jspecify.annotations.Nullable Value get(String name) {
            return attributes.get(name);
        }

        /** The attributes, sorted by name. */
        public Map<String, Value> attributes() {
            return attributes.toMap();
        }

        /** How many attributes. */
        public int size() {
            return attributes.size();
        }

        @Override
        public String typeName() {
            return "Record";
        }

        @Override
        public boolean equals(Object o) {
            return o == this || (o instanceof RecordValue other && attributes.equals(other.attributes));
        }

        @Override
        public int hashCode() {
            return attributes.hashCode();
        }

        @Override
        public String toString() {
            StringJoiner out = new StringJoiner(", ", "{", "}");
            attributes.toMap().forEach((name, value) -> out.add(Quoted.of(name) + ": " + value));
            return out.toString();
        }
    }
}
