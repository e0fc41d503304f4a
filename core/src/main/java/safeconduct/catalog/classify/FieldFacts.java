package safeconduct.catalog.classify;

import java.util.Set;

/**
 * What is known about one value in a result.
 *
 * @param dataClasses of this value alone; those of the tool hold beside them
 * @param reason in a few words
 */
public record FieldFacts(Trust trust, Set<String> dataClasses, String reason) {

    public FieldFacts {
        dataClasses = Set.copyOf(dataClasses);
    }
}
