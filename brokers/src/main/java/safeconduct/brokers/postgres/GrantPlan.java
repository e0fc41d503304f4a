package safeconduct.brokers.postgres;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import safeconduct.kernel.Fault;
import safeconduct.policy.DatabaseScope;
import safeconduct.policy.DatabaseScope.Table;

/** What an order asks for, in PostgreSQL's terms. Pure. */
record GrantPlan(String principal, String database, DatabaseScope scope) {

    private static final Set<DatabaseScope.Right> BY_COLUMN =
            Set.of(DatabaseScope.Right.SELECT, DatabaseScope.Right.INSERT, DatabaseScope.Right.UPDATE);

    /** Why this cannot be made, if so. */
    Optional<String> problem() {
        Set<TableName> seen = new HashSet<>();
        for (Table table : scope.tables()) {
            Optional<String> problem = problem(table);
            if (problem.isPresent()) {
                return problem;
            }
            if (!seen.add(surface(table))) {
                return Optional.of("`" + table.name() + "` would stand under a name that another table has");
            }
        }
        return scope.tables().isEmpty() ? Optional.of("the envelope names no table") : Optional.empty();
    }

    private static Optional<String> problem(Table table) {
        try {
            TableName.of(table.name());
        } catch (Fault malformed) {
            return Optional.ofNullable(malformed.getMessage());
        }
        boolean columnless =
                table.columns().isEmpty() && table.rights().stream().anyMatch(BY_COLUMN::contains);
        if (table.rights().isEmpty() || columnless) {
            return Optional.of("`" + table.name() + "` has no rights, or rights that need columns and no columns");
        }
        boolean unbound = table.rows().isPresent() && table.rows().get().value().isEmpty();
        return unbound
                ? Optional.of("the rows of `" + table.name() + "` are tied to a parameter that has no value")
                : Optional.empty();
    }

    /** Under which name the role finds the table: its own, or the view that shows only the task's rows. */
    TableName surface(Table table) {
        TableName own = TableName.of(table.name());
        return table.rows().isPresent() ? new TableName(principal, own.table()) : own;
    }

    List<Table> limited() {
        return scope.tables().stream().filter(table -> table.rows().isPresent()).toList();
    }

    boolean readsOnly() {
        return scope.tables().stream().allMatch(table -> table.rights().equals(Set.of(DatabaseScope.Right.SELECT)));
    }

    /** Schemas that the role needs to look into, views of its own first, so that a table's plain name finds them. */
    List<String> schemas() {
        Set<String> schemas = new LinkedHashSet<>();
        limited().forEach(table -> schemas.add(surface(table).schema()));
        scope.tables().forEach(table -> schemas.add(surface(table).schema()));
        return List.copyOf(schemas);
    }

    /** The schemas, and temporary tables last, where they cannot stand in for anything. */
    List<String> searchPath() {
        List<String> path = new ArrayList<>(schemas());
        path.add("pg_temp");
        return path;
    }

    /** Every right that the role should have in the end; sequences come on top. */
    Set<Right> expected() {
        Set<Right> expected = new TreeSet<>();
        expected.add(Right.connectTo(database));
        schemas().forEach(schema -> expected.add(Right.usageOf(schema)));
        scope.tables().forEach(table -> expected.addAll(expected(table)));
        return expected;
    }

    private Set<Right> expected(Table table) {
        Set<Right> expected = new TreeSet<>();
        for (DatabaseScope.Right right : table.rights()) {
            if (BY_COLUMN.contains(right)) {
                table.columns().forEach(column -> expected.add(Right.onColumn(right.name(), surface(table), column)));
            } else {
                expected.add(Right.onTable(right.name(), surface(table)));
            }
        }
        return expected;
    }
}
