package safeconduct.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * One operation of a target, as the operator knows it.
 *
 * @param dataClasses what its results may hold
 * @param sqlArgument name of the argument that holds SQL, if one does: then it is judged by grammar
 * @param rows where the rows of its results are
 */
public record Tool(
        String name, Effect effect, Set<String> dataClasses, Optional<String> sqlArgument, ResultShape rows) {

    public Tool {
        dataClasses = Set.copyOf(dataClasses);
    }

    /** Where a result holds rows that can be counted and capped. */
    public enum ResultShape {
        /** Not known: only bytes are counted. */
        UNKNOWN,
        /** The first text content is a JSON array; each element is a row. */
        JSON_ARRAY_TEXT,
        /** {@code structuredContent.rows} is an array (and the text repeats it, so the text is written anew). */
        STRUCTURED_ROWS
    }
}
