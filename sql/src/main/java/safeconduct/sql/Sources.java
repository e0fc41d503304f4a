package safeconduct.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.*;
import org.jspecify.annotations.Nullable;

/** Reads FROM, JOIN and USING: which tables, under which names. */
final class Sources {

    /** In FROM without a column list, their one column has the name of the alias. */
    private static final Set<String> ONE_COLUMN = Set.of("generate_series", "unnest");

    private final Reading reading;
    private final Columns columns;
    private final Expressions expressions;
    private final Selects selects;

    Sources(Reading reading, Columns columns, Expressions expressions, Selects selects) {
        this.reading = reading;
        this.columns = columns;
        this.expressions = expressions;
        this.selects = selects;
    }

    void from(@Nullable FromItem first, @Nullable List<Join> joins, Scope scope) {
        if (first != null) {
            add(first, scope);
        }
        joins(joins, scope);
    }

    private void joins(@Nullable List<Join> joins, Scope scope) {
        for (Join join : joins == null ? List.<Join>of() : joins) {
            if (join.isNatural()) {
                throw new Unclear("NATURAL JOIN depends on columns that are not named; write USING or ON");
            }
            boolean odd =
                    join.isStraight() || join.isApply() || join.isSemi() || join.isGlobal() || join.isWindowJoin();
            if (odd || join.getJoinHint() != null) {
                throw new Unclear("a join that PostgreSQL does not have");
            }
            int left = scope.here().size();
            add(join.getFromItem(), scope);
            join.getOnExpressions().forEach(on -> expressions.walk(on, scope));
            columns.using(join.getUsingColumns(), scope, left, scope.here().size());
        }
    }

    void add(FromItem item, Scope scope) {
        if (Stream.of(item.getPivot(), item.getUnPivot(), item.getSampleClause())
                .anyMatch(Objects::nonNull)) {
            throw new Unclear("a clause of FROM that is not read here");
        }
        switch (item) {
            case Table table -> table(table, scope);
            case LateralSubSelect lateral -> {
                if (!"lateral".equalsIgnoreCase(lateral.getPrefix())) {
                    throw new Unclear("a clause of FROM that PostgreSQL does not have");
                }
                derived(lateral, selects.walk(lateral, scope), scope);
            }
            case TableFunction function -> function(function, scope);
            case ParenthesedFromItem inside -> {
                if (inside.getAlias() != null) {
                    throw new Unclear("an alias for a join in parentheses; give aliases to the tables");
                }
                from(inside.getFromItem(), inside.getJoins(), scope);
            }
            case Select select -> derived(select, selects.walk(select, scope.withoutNeighbours()), scope);
            default -> throw new Unclear("a source of rows of a kind that is not read here");
        }
    }

    private void derived(FromItem item, List<String> outputs, Scope scope) {
        Alias alias = item.getAlias();
        // PostgreSQL 16 needs no alias; a name with a blank cannot be meant by anyone.
        String name = alias == null ? "subquery " + scope.here().size() : reading.name(alias.getName());
        scope.add(new Scope.Source.Derived(name, renamed(outputs, aliasColumns(alias))));
    }

    private void function(TableFunction item, Scope scope) {
        boolean lateral = item.getPrefix() == null || item.getPrefix().equalsIgnoreCase("lateral");
        if (!lateral || (item.getWithClause() != null && !item.getWithClause().equalsIgnoreCase("ordinality"))) {
            throw new Unclear("a function in FROM in a form that is not read here");
        }
        expressions.walk(item.getFunction(), scope);
        String function = reading.word(item.getFunction().getMultipartName().getLast());
        Alias alias = item.getAlias();
        String name = alias == null ? function : reading.name(alias.getName());
        List<String> outputs = ONE_COLUMN.contains(function) ? List.of(name) : List.of();
        scope.add(new Scope.Source.Derived(name, renamed(outputs, aliasColumns(alias))));
    }

    private List<String> aliasColumns(@Nullable Alias alias) {
        if (alias == null || alias.getAliasColumns() == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (Alias.AliasColumn column : alias.getAliasColumns()) {
            if (column.colDataType != null || column.name == null) {
                throw new Unclear("an alias with typed columns is not read here");
            }
            names.add(reading.name(column.name));
        }
        return names;
    }

    /** Outputs of which the first have new names. Where positions are not certain, only the new names are. */
    static List<String> renamed(List<String> outputs, List<String> names) {
        List<String> all = new ArrayList<>(names);
        boolean certain = !outputs.contains("");
        if (names.isEmpty()) {
            return outputs;
        }
        if (certain && outputs.size() > names.size()) {
            all.addAll(outputs.subList(names.size(), outputs.size()));
        }
        return all;
    }

    private void table(Table table, Scope scope) {
        if (table.getIndexHint() != null || table.getSqlServerHints() != null) {
            throw new Unclear("a hint that PostgreSQL does not have");
        }
        Alias alias = table.getAlias();
        String name = tableName(table);
        List<String> cte = scope.ctes().get(name);
        if (cte != null) {
            String shown = alias == null ? name : reading.name(alias.getName());
            scope.add(new Scope.Source.Derived(shown, renamed(cte, aliasColumns(alias))));
            return;
        }
        reading.table(name);
        scope.add(real(table, name));
    }

    /** The table as a source under its alias or its own name. */
    Scope.Source.Real real(Table table, String name) {
        Alias alias = table.getAlias();
        if (alias != null
                && alias.getAliasColumns() != null
                && !alias.getAliasColumns().isEmpty()) {
            throw new Unclear("an alias that renames the columns of a table hides which are read; leave out the list");
        }
        String shown = alias == null ? name.substring(name.lastIndexOf('.') + 1) : reading.name(alias.getName());
        return new Scope.Source.Real(shown, name, alias != null);
    }

    /** {@code table} or {@code schema.table}. */
    String tableName(Table table) {
        if (table.getNameParts().size() > 2) {
            throw new Unclear("a table name with more than a schema in front of it");
        }
        String name = reading.name(table.getName());
        return table.getSchemaName() == null ? name : reading.name(table.getSchemaName()) + "." + name;
    }
}
