package safeconduct.api;

import java.util.List;
import java.util.Optional;

/**
 * Some of a list.
 *
 * @param next to be given as {@code cursor} for the rest; absent at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {

    public static final int LIMIT_DEFAULT = 50;
    public static final int LIMIT_MAX = 500;

    public Page {
        items = List.copyOf(items);
    }

    /** All there is. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, Optional.empty());
    }
}
