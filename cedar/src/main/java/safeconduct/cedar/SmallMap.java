package safeconduct.cedar;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by name, sorted by name: a scan while they are few, a binary search when they are many. */
final class SmallMap {
    private static final int SCANNED_MAX = 10;

    private final String[] names;
    private final Value[] values;

    SmallMap(String[] names, Value[] values) {
        this.names = names;
        this.values = values;
    }

    static SmallMap of(Map<String, ? extends Value> map) {
        String[] names = map.keySet().toArray(new String[0]);
        Arrays.sort(names);
        Value[] values = new Value[names.length];
        for (int i = 0; i < names.length; i++) {
            Value value = map.get(names[i]);
            if (value == null) {
                throw new IllegalArgumentException("attribute `" + names[i] + "` has no value");
            }
            values[i] = value;
        }
        return new SmallMap(names, values);
    }

    /** Takes ownership of both arrays and sorts them. */
    static SmallMap owned(String[] names, Value[] values) {
        for (int i = 1; i < names.length; i++) {
            String name = names[i];
            Value value = values[i];
            int at = i;
            while (at > 0 && names[at - 1].compareTo(name) > 0) {
                names[at] = names[at - 1];
                values[at] = values[at - 1];
                at--;
            }
            if (at > 0 && names[at - 1].equals(name)) {
                throw new IllegalArgumentException("attribute `" + name + "` is given twice");
            }
            names[at] = name;
            values[at] = value;
        }
        return new SmallMap(names, values);
    }

    @Nullable
    Value get(String name) {
        if (names.length > SCANNED_MAX) {
            int at = Arrays.binarySearch(names, name);
            return at < 0 ? null : values[at];
        }
        for (int i = 0; i < names.length; i++) {
            if (same(names[i], name)) {
                return values[i];
            }
        }
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    @SuppressWarnings("ReferenceEquality") // Names are mostly literals: what is the same needs no comparing.
    private static boolean same(String name, String other) {
        return name == other;
    }

    /** Not to be changed. */
    Value[] values() {
        return values;
    }

    int size() {
        return names.length;
    }

    Map<String, Value> toMap() {
        Map<String, Value> map = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], values[i]);
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof SmallMap other && Arrays.equals(names, other.names) && Arrays.equals(values, other.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
    }
}
