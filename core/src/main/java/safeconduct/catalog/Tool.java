package safeconduct.catalog;

import java.util.Optional;
import java.util.Set;
import safeconduct.catalog.classify.Said;
import safeconduct.catalog.classify.ToolFacts;

/**
 * One operation of a target, as the operator knows it.
 *
 * @param dataClasses what its results may hold
 * @param sqlArgument name of the argument that holds SQL, if one does: then it is judged by grammar
 * @param rows where the rows of its results are
 * @param said what the operator says beside, over what a classifier finds
 */
public record Tool(
        String name,
        Effect effect,
        Set<String> dataClasses,
        Optional<String> sqlArgument,
        ResultShape rows,
        Said said) {

    public Tool {
        dataClasses = Set.copyOf(dataClasses);
    }

    /** A tool of which no more is said. */
    public Tool(String name, Effect effect, Set<String> dataClasses, Optional<String> sqlArgument, ResultShape rows) {
        this(name, effect, dataClasses, sqlArgument, rows, Said.NOTHING);
    }

    /** What is known of it: what a classifier found, and over it what the operator says here. */
    public ToolFacts facts(ToolFacts found) {
        return said.over(found, Optional.of(effect), dataClasses);
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
