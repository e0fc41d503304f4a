package safeconduct.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What names mean at one place of a statement: the common table expressions in sight, and the sources of rows of this
 * query and of those around it, the innermost first.
 */
record Scope(Map<String, List<String>> ctes, List<List<Source>> levels) {

    static final Scope EMPTY = new Scope(Map.of(), List.of());

    /** Something in FROM. */
    sealed interface Source {

        String alias();

        /** @param named whether the alias was written, so that the table's own name is hidden */
        record Real(String alias, String table, boolean named) implements Source {}

        /** @param outputs names of its columns as far as they are certain */
        record Derived(String alias, List<String> outputs) implements Source {}
    }

    /** A query inside this one. */
    Scope inner() {
        List<List<Source>> deeper = new ArrayList<>();
        deeper.add(new ArrayList<>());
        deeper.addAll(levels);
        return new Scope(ctes, deeper);
    }

    /** As seen by a subquery in FROM that is not LATERAL: without its neighbours. */
    Scope withoutNeighbours() {
        return new Scope(ctes, levels.subList(1, levels.size()));
    }

    Scope with(String cte, List<String> outputs) {
        Map<String, List<String>> more = new HashMap<>(ctes);
        more.put(cte, outputs);
        return new Scope(more, levels);
    }

    List<Source> here() {
        return levels.getFirst();
    }

    void add(Source source) {
        if (here().stream().anyMatch(other -> other.alias().equals(source.alias()))) {
            throw new Unclear("two sources with the name `" + source.alias() + "`, expected an alias for one");
        }
        here().add(source);
    }

    Optional<Source> find(String alias) {
        return levels.stream()
                .flatMap(List::stream)
                .filter(source -> source.alias().equals(alias))
                .findFirst();
    }

    static List<Source.Real> reals(List<Source> level) {
        return level.stream()
                .filter(Source.Real.class::isInstance)
                .map(Source.Real.class::cast)
                .toList();
    }
}
