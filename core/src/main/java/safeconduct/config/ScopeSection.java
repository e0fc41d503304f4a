package safeconduct.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import safeconduct.policy.DatabaseScope;
import safeconduct.policy.DatabaseScope.Right;

/**
 * The {@code database} of a purpose's target.
 *
 * <pre>
 * database:
 *   tables:
 *     public.orders: {select: [id, item], update: [item], rows: {customer_id: customer}}
 *   exceptions: []
 * </pre>
 */
final class ScopeSection {

    private static final Pattern TABLE = Pattern.compile("[^.\\s]{1,63}\\.[^.\\s]{1,63}");

    private ScopeSection() {}

    static DatabaseScope read(Section section) {
        List<DatabaseScope.Table> tables = new ArrayList<>();
        section.named("tables").forEach((name, table) -> table(name, table).ifPresent(tables::add));
        if (tables.isEmpty()) {
            section.problem("`tables` is empty: such a role could read nothing");
        }
        DatabaseScope scope = new DatabaseScope(tables, Set.copyOf(section.texts("exceptions")));
        section.end();
        return scope;
    }

    private static Optional<DatabaseScope.Table> table(String name, Section section) {
        if (!TABLE.matcher(name).matches()) {
            section.problem("table `" + name + "`, expected schema and table such as `public.orders`");
        }
        Set<Right> rights = new LinkedHashSet<>();
        Set<String> columns = new LinkedHashSet<>();
        for (Right right : Right.values()) {
            String key = right.name().toLowerCase(Locale.ROOT);
            if (right == Right.DELETE ? section.bool(key, false) : section.has(key)) {
                rights.add(right);
                columns.addAll(right == Right.DELETE ? List.of() : section.texts(key));
            }
        }
        Optional<DatabaseScope.RowFilter> rows = section.section("rows").flatMap(ScopeSection::filter);
        if (rights.isEmpty()) {
            section.problem("table `" + name + "` gives no right, expected `select`, `insert`, `update` or `delete`");
        }
        sameColumns(section, rights);
        section.end();
        return Optional.of(new DatabaseScope.Table(name, rights, List.copyOf(columns), rows));
    }

    /** Rights on one table are given on the same columns: what the envelope says must be all of the truth. */
    private static void sameColumns(Section section, Set<Right> rights) {
        List<Set<String>> lists = rights.stream()
                .filter(right -> right != Right.DELETE)
                .map(right -> Set.copyOf(section.texts(right.name().toLowerCase(Locale.ROOT))))
                .distinct()
                .toList();
        if (lists.size() > 1) {
            section.problem("the rights on one table must name the same columns");
        }
        if (lists.stream().anyMatch(Set::isEmpty)) {
            section.problem("a right without columns gives nothing: name the columns");
        }
    }

    private static Optional<DatabaseScope.RowFilter> filter(Section section) {
        List<String> names = section.names();
        if (names.size() != 1) {
            section.problem("`rows`, expected one column and the parameter that gives its value");
            return Optional.empty();
        }
        String column = names.getFirst();
        return section.optionalText(column)
                .map(parameter -> new DatabaseScope.RowFilter(column, parameter, Optional.empty()));
    }
}
