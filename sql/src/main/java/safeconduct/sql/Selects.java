package safeconduct.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.*;
import org.jspecify.annotations.Nullable;

/** Walks queries, from the outermost in; the answer of each walk is the names of its output columns, `""` where unsure. */
final class Selects {

    private static final String UNSURE = "";

    private final Reading reading;
    private final Columns columns;
    private final Expressions expressions;
    private final Sources sources;
    private final Calls calls;

    Selects(Reading reading) {
        this.reading = reading;
        this.columns = new Columns(reading);
        this.expressions = new Expressions(reading, columns, this);
        this.sources = new Sources(reading, columns, expressions, this);
        this.calls = new Calls(reading, expressions);
    }

    Expressions expressions() {
        return expressions;
    }

    Sources sources() {
        return sources;
    }

    List<String> subquery(Select select, Scope scope) {
        return walk(select, scope);
    }

    List<String> walk(Select select, Scope outer) {
        plain(select);
        Scope scope = withs(select.getWithItemsList(), outer);
        List<String> outputs =
                switch (select) {
                    case PlainSelect plain -> plainSelect(plain, scope);
                    case SetOperationList set -> set(set, scope);
                    case ParenthesedSelect inside -> inside(inside, scope);
                    case Values values -> values(values, scope);
                    case TableStatement table -> table(table, scope);
                    default -> throw new Unclear("a query of a kind that is not read here");
                };
        limits(select, scope);
        if (select.getForMode() != null || select.getForClause() != null) {
            reading.writes(); // FOR UPDATE, FOR SHARE: it locks.
        }
        return outputs;
    }

    private static void plain(Select select) {
        boolean odd = Stream.of(
                        select.getLimitBy(),
                        select.getIsolation(),
                        select.getPivot(),
                        select.getUnPivot(),
                        select.getWait())
                .anyMatch(Objects::nonNull);
        if (odd || select.isOracleSiblings()) {
            throw new Unclear("a clause that PostgreSQL does not have");
        }
    }

    private void limits(Select select, Scope scope) {
        Limit limit = select.getLimit();
        if (limit != null) {
            if (limit.getByExpressions() != null) {
                throw new Unclear("a clause that PostgreSQL does not have");
            }
            expressions.walk(limit.getOffset(), scope);
            expressions.walk(limit.getRowCount(), scope);
        }
        if (select.getOffset() != null) {
            expressions.walk(select.getOffset().getOffset(), scope);
        }
        if (select.getFetch() != null) {
            expressions.walk(select.getFetch().getExpression(), scope);
        }
        if (select.getForUpdateTable() != null) {
            reading.name(select.getForUpdateTable().getName());
        }
    }

    /** The scope after these common table expressions. */
    Scope withs(@Nullable List<WithItem<?>> items, Scope outer) {
        Scope scope = outer;
        for (WithItem<?> item : items == null ? List.<WithItem<?>>of() : items) {
            scope = with(item, scope);
        }
        return scope;
    }

    private Scope with(WithItem<?> item, Scope scope) {
        String name = reading.name(item.getAlias().getName());
        if (!(item.getParenthesedStatement() instanceof ParenthesedSelect body)) {
            throw new Unclear("a WITH that changes data; send the change as a statement of its own");
        }
        List<String> renamed = new ArrayList<>();
        for (SelectItem<?> column :
                item.getWithItemList() == null ? List.<SelectItem<?>>of() : item.getWithItemList()) {
            if (!(column.getExpression() instanceof Column plain) || plain.getTable() != null) {
                throw new Unclear("a column list of WITH that is not made of names");
            }
            renamed.add(reading.name(plain.getColumnName()));
        }
        // Inside itself its columns are not known yet; that only makes the reading stricter.
        Scope inside = item.isRecursive() ? scope.with(name, renamed) : scope;
        return scope.with(name, Sources.renamed(walk(body, inside), renamed));
    }

    private List<String> inside(ParenthesedSelect inside, Scope scope) {
        if (inside.getSampleClause() != null || (inside instanceof LateralSubSelect && inside.getAlias() == null)) {
            throw new Unclear("a subquery in a form that is not read here");
        }
        List<String> outputs = walk(inside.getSelect(), scope);
        outputOrders(inside.getOrderByElements(), outputs);
        return outputs;
    }

    private List<String> set(SetOperationList set, Scope scope) {
        List<List<String>> outputs = new ArrayList<>();
        for (Select part : set.getSelects()) {
            outputs.add(walk(part, scope));
        }
        outputOrders(set.getOrderByElements(), outputs.getFirst());
        return outputs.getFirst();
    }

    /** After a query in parentheses PostgreSQL still sees the tables inside, so only outputs that are known will do. */
    private void outputOrders(@Nullable List<OrderByElement> orders, List<String> outputs) {
        for (OrderByElement order : orders == null ? List.<OrderByElement>of() : orders) {
            boolean known = order.getExpression() instanceof LongValue
                    || (order.getExpression() instanceof Column column
                            && column.getTable() == null
                            && outputs.contains(reading.name(column.getColumnName())));
            if (!known) {
                throw new Unclear(
                        "an ORDER BY after parentheses or a set operation, expected an output column or its position");
            }
        }
    }

    private List<String> values(Values values, Scope scope) {
        expressions.walkAll(values.getExpressions(), scope);
        ExpressionList<?> rows = values.getExpressions();
        int width = !rows.isEmpty() && rows.getFirst() instanceof ExpressionList<?> row ? row.size() : rows.size();
        List<String> outputs = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            outputs.add("column" + i);
        }
        outputOrders(values.getOrderByElements(), outputs);
        return outputs;
    }

    private List<String> table(TableStatement statement, Scope outer) {
        Scope scope = outer.inner();
        sources.add(statement.getTable(), scope);
        scope.here().forEach(columns::star);
        return scope.here().getFirst() instanceof Scope.Source.Derived derived ? derived.outputs() : List.of();
    }

    private List<String> plainSelect(PlainSelect select, Scope outer) {
        ours(select);
        Scope scope = outer.inner();
        sources.from(select.getFromItem(), select.getJoins(), scope);
        if (select.getIntoTables() != null && !select.getIntoTables().isEmpty()) {
            throw new Unclear("SELECT … INTO makes a table; leave out INTO");
        }
        List<String> outputs = items(select.getSelectItems(), scope);
        expressions.walk(select.getWhere(), scope);
        group(select.getGroupBy(), scope);
        expressions.walk(select.getHaving(), scope);
        if (select.getWindowDefinitions() != null) {
            select.getWindowDefinitions().forEach(window -> calls.window(window, scope));
        }
        Set<String> names = new HashSet<>(outputs);
        names.remove(UNSURE);
        if (select.getDistinct() != null && select.getDistinct().getOnSelectItems() != null) {
            select.getDistinct().getOnSelectItems().forEach(item -> order(item.getExpression(), names, scope));
        }
        if (select.getOrderByElements() != null) {
            select.getOrderByElements().forEach(order -> order(order.getExpression(), names, scope));
        }
        return outputs;
    }

    /** In ORDER BY and DISTINCT ON a bare name means an output column first; in GROUP BY it does not. */
    private void order(Expression expression, Set<String> outputs, Scope scope) {
        boolean bare = expression instanceof Column column && column.getTable() == null;
        if (bare && outputs.contains(reading.word(((Column) expression).getColumnName()))) {
            return;
        }
        expressions.walk(expression, scope);
    }

    private static void ours(PlainSelect select) {
        boolean odd = Stream.of(
                        select.getIntoTempTable(),
                        select.getSampleClause(),
                        select.getOptimizeFor(),
                        select.getTop(),
                        select.getSkip(),
                        select.getFirst(),
                        select.getBigQuerySelectQualifier(),
                        select.getQualify(),
                        select.getOracleHierarchical(),
                        select.getPreferringClause(),
                        select.getOracleHint(),
                        select.getForXmlPath(),
                        select.getKsqlWindow(),
                        select.getLateralViews(),
                        select.getMySqlSqlCacheFlag())
                .anyMatch(Objects::nonNull);
        boolean flagged = select.isUsingFinal()
                || select.isUseWithNoLog()
                || select.getMySqlHintStraightJoin()
                || select.isEmitChanges()
                || select.getMySqlSqlCalcFoundRows();
        if (odd
                || flagged
                || (select.getDistinct() != null && select.getDistinct().isUseUnique())) {
            throw new Unclear("a clause that PostgreSQL does not have");
        }
    }

    private void group(@Nullable GroupByElement group, Scope scope) {
        if (group != null) {
            ExpressionList<?> list = group.getGroupByExpressionList();
            expressions.walkAll(list, scope);
            group.getGroupingSets().forEach(set -> expressions.walkAll(set, scope));
        }
    }

    /** Walks what a SELECT or a RETURNING gives out. */
    List<String> items(List<SelectItem<?>> items, Scope scope) {
        List<String> outputs = new ArrayList<>();
        for (SelectItem<?> item : items) {
            item(item, scope, outputs);
        }
        return outputs;
    }

    private void item(SelectItem<?> item, Scope scope, List<String> outputs) {
        switch (item.getExpression()) {
            case AllTableColumns star -> {
                plainStar(star);
                star(columns.source(star.getTable(), scope), outputs);
            }
            case AllColumns star -> {
                plainStar(star);
                scope.here().forEach(source -> star(source, outputs));
            }
            default -> {
                expressions.walk(item.getExpression(), scope);
                outputs.add(outputName(item));
            }
        }
    }

    private void star(Scope.Source source, List<String> outputs) {
        columns.star(source);
        if (source instanceof Scope.Source.Derived derived) {
            outputs.addAll(derived.outputs());
        } else {
            outputs.add(UNSURE);
        }
    }

    static void plainStar(AllColumns star) {
        if (star.getExceptColumns() != null
                || star.getReplaceExpressions() != null
                || star instanceof FunctionAllColumns) {
            throw new Unclear("a `*` with exceptions, which PostgreSQL does not have");
        }
    }

    private String outputName(SelectItem<?> item) {
        if (item.getAlias() != null) {
            if (item.getAlias().getAliasColumns() != null) {
                throw new Unclear("an alias with columns in an odd place");
            }
            return reading.name(item.getAlias().getName());
        }
        return switch (item.getExpression()) {
            case Column column -> reading.word(column.getColumnName());
            case Function function -> reading.word(function.getMultipartName().getLast());
            default -> UNSURE;
        };
    }
}
