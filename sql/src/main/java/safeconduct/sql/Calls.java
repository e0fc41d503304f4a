package safeconduct.sql;

import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.WindowDefinition;
import net.sf.jsqlparser.expression.WindowElement;
import net.sf.jsqlparser.expression.WindowOffset;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import org.jspecify.annotations.Nullable;

/** Reads calls of functions, plain, aggregate and window. */
final class Calls {

    /** Written like functions, and part of the grammar. */
    private static final Set<String> GRAMMAR = Set.of("any", "some", "all", "array");

    private final Reading reading;
    private final Expressions expressions;

    Calls(Reading reading, Expressions expressions) {
        this.reading = reading;
        this.expressions = expressions;
    }

    void function(Function call, Scope scope) {
        boolean odd = call.getHavingClause() != null
                || call.getLimit() != null
                || call.getKeep() != null
                || call.getAttribute() != null
                || call.getOnOverflowTruncate() != null
                || call.getExtraKeyword() != null
                || call.isEscaped()
                || call.isUnique();
        if (odd) {
            throw new Unclear("a call of `" + call.getName() + "` in a form that is not read here");
        }
        String name = name(call.getMultipartName());
        if (call.getParameters() != null) {
            call.getParameters().forEach(argument -> argument(name, argument, scope));
        }
        expressions.walkAll(call.getNamedParameters(), scope);
        expressions.orders(call.getOrderByElements(), scope);
    }

    private String name(List<String> parts) {
        String name = String.join(".", parts.stream().map(reading::word).toList());
        String plain = name.startsWith("pg_catalog.") ? name.substring("pg_catalog.".length()) : name;
        boolean quoted = parts.getFirst().startsWith("\"");
        if (quoted || !GRAMMAR.contains(plain)) {
            reading.function(plain);
        }
        return plain;
    }

    private void argument(String function, @Nullable Expression argument, Scope scope) {
        boolean star = argument instanceof AllColumns && !(argument instanceof AllTableColumns);
        if (star && function.equals("count")) {
            return;
        }
        expressions.walk(argument, scope);
    }

    void analytic(AnalyticExpression call, Scope scope) {
        if (call.getHavingClause() != null
                || call.getLimit() != null
                || call.getKeep() != null
                || call.getOnOverflowTruncate() != null
                || call.isUnique()) {
            throw new Unclear("a call of `" + call.getName() + "` in a form that is not read here");
        }
        String name = name(List.of(call.getName().split("\\.", -1)));
        argument(name, call.getExpression(), scope);
        expressions.walk(call.getOffset(), scope);
        expressions.walk(call.getDefaultValue(), scope);
        expressions.walk(call.getFilterExpression(), scope);
        expressions.orders(call.getFuncOrderBy(), scope);
        expressions.walkAll(call.getPartitionExpressionList(), scope);
        expressions.orders(call.getOrderByElements(), scope);
        element(call.getWindowElement(), scope);
        if (call.getWindowName() != null) {
            reading.name(call.getWindowName());
        }
        window(call.getWindowDefinition(), scope);
    }

    void window(@Nullable WindowDefinition window, Scope scope) {
        if (window == null) {
            return;
        }
        if (window.getWindowName() != null) {
            reading.name(window.getWindowName());
        }
        expressions.walkAll(window.getPartitionExpressionList(), scope);
        expressions.orders(window.getOrderByElements(), scope);
        element(window.getWindowElement(), scope);
    }

    private void element(@Nullable WindowElement element, Scope scope) {
        if (element == null) {
            return;
        }
        offset(element.getOffset(), scope);
        if (element.getRange() != null) {
            offset(element.getRange().getStart(), scope);
            offset(element.getRange().getEnd(), scope);
        }
    }

    private void offset(@Nullable WindowOffset offset, Scope scope) {
        if (offset != null) {
            expressions.walk(offset.getExpression(), scope);
        }
    }
}
