package safeconduct.catalog.classify;

import java.util.List;
import java.util.Set;

/** Says of each value in a result what it is worth, and what class of data it is. Unknown is foreign. */
public final class FieldTrust {

    private FieldTrust() {}

    /**
     * The facts of one value.
     *
     * @param path names of the fields that lead to it, outermost first, without indexes; empty where a result is one value
     * @param value as text
     */
    public static FieldFacts of(ToolFacts tool, List<String> path, String value) {
        return new FieldFacts(Trust.FOREIGN, Set.of(), "nothing is known about it");
    }
}
