package safeconduct.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What two accesses to the same target have in common. */
final class ScopeCut {

    private ScopeCut() {}

    /** @param problems gets what has no exact intersection */
    static Purpose.Access common(Purpose.Access wanted, Purpose.Access most, List<String> problems) {
        Optional<DatabaseScope> database = wanted.database().isEmpty()
                        || most.database().isEmpty()
                ? Optional.empty()
                : Optional.of(common(wanted.database().get(), most.database().get(), problems));
        return new Purpose.Access(both(wanted.tools(), most.tools()), database);
    }

    private static DatabaseScope common(DatabaseScope wanted, DatabaseScope most, List<String> problems) {
        List<DatabaseScope.Table> tables = new ArrayList<>();
        for (DatabaseScope.Table table : wanted.tables()) {
            most.tables().stream()
                    .filter(limit -> limit.name().equals(table.name()))
                    .findFirst()
                    .map(limit -> common(table, limit, problems))
                    .filter(common -> !common.rights().isEmpty())
                    .ifPresent(tables::add);
        }
        return new DatabaseScope(tables, both(wanted.exceptions(), most.exceptions()));
    }

    private static DatabaseScope.Table common(
            DatabaseScope.Table wanted, DatabaseScope.Table most, List<String> problems) {
        List<String> columns =
                wanted.columns().stream().filter(most.columns()::contains).toList();
        Set<DatabaseScope.Right> rights = both(wanted.rights(), most.rights());
        if (columns.isEmpty()) {
            rights.removeIf(right -> right != DatabaseScope.Right.DELETE); // The others need a column.
        }
        return new DatabaseScope.Table(wanted.name(), rights, columns, rows(wanted, most, problems));
    }

    private static Optional<DatabaseScope.RowFilter> rows(
            DatabaseScope.Table wanted, DatabaseScope.Table most, List<String> problems) {
        if (most.rows().isEmpty()) {
            return wanted.rows();
        }
        DatabaseScope.RowFilter limit = most.rows().get();
        boolean same = wanted.rows().isEmpty()
                || (wanted.rows().get().column().equals(limit.column())
                        && wanted.rows().get().value().equals(limit.value()));
        if (!same) {
            problems.add("other rows of `" + wanted.name() + "`, expected those of the parent task");
        }
        return most.rows();
    }

    private static <T> Set<T> both(Set<T> one, Set<T> other) {
        Set<T> common = new HashSet<>(one);
        common.retainAll(other);
        return common;
    }
}
