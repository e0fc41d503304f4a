package safeconduct.sql;

import java.util.List;
import net.sf.jsqlparser.expression.*;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.IsUnknownExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.create.table.ColDataType;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/** Walks expressions. Only kinds that are listed here are understood; each is walked as a whole. */
final class Expressions {

    private final Reading reading;
    private final Columns columns;
    private final Selects selects;
    private final Calls calls;

    Expressions(Reading reading, Columns columns, Selects selects) {
        this.reading = reading;
        this.columns = columns;
        this.selects = selects;
        this.calls = new Calls(reading, this);
    }

    void walkAll(@Nullable ExpressionList<?> list, Scope scope) {
        if (list != null) {
            list.forEach(element -> walk(element, scope));
        }
    }

    void orders(@Nullable List<OrderByElement> elements, Scope scope) {
        if (elements != null) {
            elements.forEach(element -> walk(element.getExpression(), scope));
        }
    }

    void walk(@Nullable Expression expression, Scope scope) {
        switch (expression) {
            case null -> {}
            case LongValue value -> {}
            case DoubleValue value -> {}
            case StringValue value -> plain(value);
            case NullValue value -> {}
            case BooleanValue value -> {}
            case AllValue all -> {}
            case TimeKeyExpression time -> bare(time.getStringValue());
            case DateTimeLiteralExpression literal -> {}
            case Column column -> columns.read(column, scope);
            case AllTableColumns star -> {
                Selects.plainStar(star);
                columns.star(columns.source(star.getTable(), scope));
            }
            case AllColumns star -> throw new Unclear("a `*` in an odd place, expected `count(*)` or `select *`");
            case Select select -> selects.subquery(select, scope);
            case ExpressionList<?> list -> list(list, scope);
            case LikeExpression like -> {
                binary(like, scope);
                walk(like.getEscape(), scope);
            }
            case BinaryExpression both -> binary(both, scope);
            default -> more(expression, scope);
        }
    }

    private void more(Expression expression, Scope scope) {
        switch (expression) {
            case SignedExpression signed -> walk(signed.getExpression(), scope);
            case NotExpression not -> walk(not.getExpression(), scope);
            case Between between -> {
                walk(between.getLeftExpression(), scope);
                walk(between.getBetweenExpressionStart(), scope);
                walk(between.getBetweenExpressionEnd(), scope);
            }
            case InExpression in -> {
                walk(in.getLeftExpression(), scope);
                walk(in.getRightExpression(), scope);
            }
            case ExistsExpression exists -> walk(exists.getRightExpression(), scope);
            case IsNullExpression is -> walk(is.getLeftExpression(), scope);
            case IsBooleanExpression is -> walk(is.getLeftExpression(), scope);
            case IsUnknownExpression is -> walk(is.getLeftExpression(), scope);
            case AnyComparisonExpression any -> walk(any.getSelect(), scope);
            case CaseExpression choice -> choice(choice, scope);
            case CastExpression cast -> cast(cast, scope);
            default -> rare(expression, scope);
        }
    }

    private void rare(Expression expression, Scope scope) {
        switch (expression) {
            case IntervalExpression interval -> walk(interval.getExpression(), scope);
            case ExtractExpression extract -> {
                reading.word(extract.getName());
                walk(extract.getExpression(), scope);
            }
            case TrimFunction trim -> {
                walk(trim.getExpression(), scope);
                walk(trim.getFromExpression(), scope);
            }
            case TimezoneExpression zoned -> {
                walk(zoned.getLeftExpression(), scope);
                zoned.getTimezoneExpressions().forEach(zone -> walk(zone, scope));
            }
            case CollateExpression collated -> {
                reading.word(collated.getCollate());
                walk(collated.getLeftExpression(), scope);
            }
            case ArrayConstructor array -> {
                if (array.getDataType() != null) {
                    throw unknown(array);
                }
                walkAll(array.getExpressions(), scope);
            }
            case ArrayExpression element -> {
                walk(element.getObjExpression(), scope);
                walk(element.getIndexExpression(), scope);
                walk(element.getStartIndexExpression(), scope);
                walk(element.getStopIndexExpression(), scope);
            }
            case JsonExpression json -> {
                walk(json.getExpression(), scope);
                json.getIdentList().forEach(ident -> walk(ident.getKey(), scope));
            }
            default -> part(expression, scope);
        }
    }

    private void part(Expression expression, Scope scope) {
        switch (expression) {
            case RowGetExpression field -> {
                reading.name(field.getColumnName());
                walk(field.getExpression(), scope);
            }
            case Function function -> calls.function(function, scope);
            case AnalyticExpression function -> calls.analytic(function, scope);
            default -> throw unknown(expression);
        }
    }

    private void binary(BinaryExpression both, Scope scope) {
        walk(both.getLeftExpression(), scope);
        walk(both.getRightExpression(), scope);
    }

    private void list(ExpressionList<?> list, Scope scope) {
        if (list instanceof RowConstructor<?> row
                && row.getName() != null
                && !row.getName().equalsIgnoreCase("row")) {
            throw unknown(list);
        }
        walkAll(list, scope);
    }

    private static void plain(StringValue value) {
        if (value.getPrefix() != null) {
            throw new Unclear("a string literal of another kind than `'…'`");
        }
    }

    private void choice(CaseExpression choice, Scope scope) {
        walk(choice.getSwitchExpression(), scope);
        for (WhenClause when : choice.getWhenClauses()) {
            walk(when.getWhenExpression(), scope);
            walk(when.getThenExpression(), scope);
        }
        walk(choice.getElseExpression(), scope);
    }

    private void bare(String word) {
        String name = reading.word(word.replace("()", ""));
        if (!Words.BARE_FUNCTIONS.contains(name)) {
            throw new Unclear("the word `" + name + "` is not understood here");
        }
        reading.function(name);
    }

    private void cast(CastExpression cast, Scope scope) {
        if (cast.getFormat() != null
                || (cast.getColumnDefinitions() != null
                        && !cast.getColumnDefinitions().isEmpty())) {
            throw unknown(cast);
        }
        type(cast.getColDataType());
        walk(cast.getLeftExpression(), scope);
    }

    /** A cast to another type than PostgreSQL's plain ones counts as a function of that name. */
    private void type(ColDataType type) {
        StringBuilder name = new StringBuilder();
        for (String part : type.getDataType().strip().split(" ", -1)) {
            name.append(name.isEmpty() ? "" : " ").append(typeWord(part));
        }
        String first = name.toString().split(" ", 2)[0];
        if (!Words.PLAIN_TYPES.contains(first)) {
            reading.function(name.toString());
        }
    }

    private String typeWord(String part) {
        StringBuilder name = new StringBuilder();
        for (String piece : part.split("\\.", -1)) {
            name.append(name.isEmpty() ? "" : ".").append(reading.word(piece));
        }
        return name.toString();
    }

    private static Unclear unknown(Expression expression) {
        return new Unclear("an expression of a kind that is not read here ("
                + expression.getClass().getSimpleName() + ")");
    }
}
