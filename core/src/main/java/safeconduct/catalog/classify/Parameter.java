package safeconduct.catalog.classify;

import java.util.List;
import java.util.Set;
import safeconduct.catalog.classify.words.Names;

/**
 * One value that a call can give, as a schema tells it.
 *
 * @param path as {@link ToolFacts#roles}
 * @param name the last name in the path
 * @param types of JSON that it may have; empty when the schema doesn't say
 * @param choices the values of an enum or a constant, as text; empty where others are allowed
 */
record Parameter(
        String path,
        String name,
        String description,
        Set<String> types,
        String format,
        List<String> choices,
        boolean required) {

    Parameter {
        types = Set.copyOf(types);
        choices = List.copyOf(choices);
    }

    boolean chosen() {
        return !choices.isEmpty();
    }

    List<String> words() {
        return Names.words(name);
    }

    boolean only(String... allowed) {
        return !types.isEmpty() && Set.of(allowed).containsAll(types);
    }
}
