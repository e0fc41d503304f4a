package safeconduct.flow.label;

import java.util.List;

/**
 * One value of a result.
 *
 * @param path names of the fields that lead to it, outermost first, without indexes; empty where the result is one value
 * @param record of which record it is part, counted from nought
 * @param value as text
 */
public record Field(List<String> path, int record, String value) {

    public Field {
        path = List.copyOf(path);
    }
}
