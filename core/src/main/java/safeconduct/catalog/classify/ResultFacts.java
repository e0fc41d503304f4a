package safeconduct.catalog.classify;

import java.util.Map;
import java.util.Set;

/**
 * What is known about a tool's results before there is one.
 *
 * @param authors who can write what it returns
 * @param about nouns of what it returns, in singular, lower case: {@code email}, {@code balance}; they stand in for a name
 *     where a result has no fields
 * @param fields trust of single fields by lower-case name, where an operator said it; wins over every rule
 */
public record ResultFacts(Authors authors, Set<String> about, Map<String, Trust> fields) {

    public ResultFacts {
        about = Set.copyOf(about);
        fields = Map.copyOf(fields);
    }
}
