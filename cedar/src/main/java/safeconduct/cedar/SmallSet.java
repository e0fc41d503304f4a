package safeconduct.cedar;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Distinct values: a scan while they are few, a table when they are many. */
final class SmallSet {
    private static final int SCANNED_MAX = 8;

    private final Value[] values;
    private final @Nullable Set<Value> table;

    private SmallSet(Value[] values, @Nullable Set<Value> table) {
        this.values = values;
        this.table = table;
    }

    /** Takes ownership of the array. */
    static SmallSet of(Value[] owned) {
        if (owned.length > SCANNED_MAX) {
            Set<Value> table = new LinkedHashSet<>(Arrays.asList(owned));
            return new SmallSet(table.toArray(new Value[0]), table);
        }
        int kept = 0;
        for (Value value : owned) {
            if (!scan(owned, kept, value)) {
                owned[kept++] = value;
            }
        }
        return new SmallSet(kept == owned.length ? owned : Arrays.copyOf(owned, kept), null);
    }

    boolean contains(Value value) {
        return table != null ? table.contains(value) : scan(values, values.length, value);
    }

    /** Not to be changed. */
    Value[] values() {
        return values;
    }

    private static boolean scan(Value[] values, int end, Value value) {
        for (int i = 0; i < end; i++) {
            if (values[i].equals(value)) {
                return true;
            }
        }
        return false;
    }
}
