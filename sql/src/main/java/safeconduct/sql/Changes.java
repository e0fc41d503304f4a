package safeconduct.sql;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.ReturningClause;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.ConflictActionType;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.InsertConflictTarget;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;

/** Walks INSERT, UPDATE and DELETE. */
final class Changes {

    private final Reading reading;
    private final Selects selects;

    Changes(Reading reading, Selects selects) {
        this.reading = reading;
        this.selects = selects;
    }

    void insert(Insert insert) {
        none(
                insert.getDuplicateUpdateSets(),
                insert.getSetUpdateSets(),
                insert.getOutputClause(),
                insert.getOracleHint(),
                insert.getPartitions(),
                insert.getModifierPriority());
        if (insert.isModifierIgnore() || insert.isOverwrite() || insert.isTableKeyword() || insert.isOverriding()) {
            throw odd();
        }
        Scope ctes = selects.withs(insert.getWithItemsList(), Scope.EMPTY);
        Scope scope = ctes.inner();
        String target = target(insert.getTable(), scope);
        ExpressionList<Column> columns = insert.getColumns();
        if (columns == null || columns.isEmpty()) {
            reading.column(target, "*");
        } else {
            columns.forEach(column -> reading.column(target, bare(column)));
        }
        if (insert.getSelect() != null) {
            selects.walk(insert.getSelect(), ctes);
        }
        conflict(insert, target);
        returning(insert.getReturningClause(), scope);
    }

    private void conflict(Insert insert, String target) {
        if (insert.getConflictAction() != null
                && insert.getConflictAction().getConflictActionType() != ConflictActionType.DO_NOTHING) {
            throw new Unclear("ON CONFLICT DO UPDATE is two verbs; send an INSERT or an UPDATE");
        }
        InsertConflictTarget conflict = insert.getConflictTarget();
        if (conflict != null) {
            none(conflict.getIndexExpression(), conflict.getWhereExpression(), conflict.getConstraintName());
            conflict.getIndexColumnNames().forEach(name -> reading.column(target, reading.name(name)));
        }
    }

    void update(Update update) {
        none(
                update.getOutputClause(),
                update.getPreferringClause(),
                update.getOracleHint(),
                update.getStartJoins(),
                update.getOrderByElements(),
                update.getLimit(),
                update.getModifierPriority());
        if (update.isModifierIgnore()) {
            throw odd();
        }
        Scope scope = selects.withs(update.getWithItemsList(), Scope.EMPTY).inner();
        String target = target(update.getTable(), scope);
        selects.sources().from(update.getFromItem(), update.getJoins(), scope);
        for (UpdateSet set : update.getUpdateSets()) {
            set.getColumns().forEach(column -> reading.column(target, bare(column)));
            selects.expressions().walkAll(set.getValues(), scope);
        }
        selects.expressions().walk(update.getWhere(), scope);
        returning(update.getReturningClause(), scope);
    }

    void delete(Delete delete) {
        none(
                delete.getOutputClause(),
                delete.getPreferringClause(),
                delete.getOracleHint(),
                delete.getOrderByElements(),
                delete.getLimit(),
                delete.getModifierPriority());
        if (delete.isModifierIgnore()
                || delete.isModifierQuick()
                || !delete.isHasFrom()
                || !empty(delete.getTables())) {
            throw odd();
        }
        Scope scope = selects.withs(delete.getWithItemsList(), Scope.EMPTY).inner();
        target(delete.getTable(), scope);
        if (delete.getUsingList() != null) {
            delete.getUsingList().forEach(table -> selects.sources().add(table, scope));
        }
        selects.sources().from(null, delete.getJoins(), scope);
        selects.expressions().walk(delete.getWhere(), scope);
        returning(delete.getReturningClause(), scope);
    }

    /** A common table expression cannot be written, so the name is that of a table. */
    private String target(Table table, Scope scope) {
        if (Stream.of(table.getPivot(), table.getUnPivot(), table.getSampleClause(), table.getIndexHint())
                .anyMatch(Objects::nonNull)) {
            throw odd();
        }
        String name = selects.sources().tableName(table);
        reading.written(name);
        scope.add(selects.sources().real(table, name));
        return name;
    }

    private String bare(Column column) {
        if ((column.getTable() != null && !column.getTable().getNameParts().isEmpty())
                || column.getArrayConstructor() != null) {
            throw new Unclear("a part of a column is assigned, expected the whole column");
        }
        return reading.name(column.getColumnName());
    }

    private void returning(@Nullable ReturningClause returning, Scope scope) {
        if (returning != null) {
            if (!empty(returning.getDataItems())) {
                throw odd();
            }
            selects.items(List.copyOf(returning), scope);
        }
    }

    private static void none(@Nullable Object... clauses) {
        boolean any = Stream.of(clauses).anyMatch(c -> c instanceof List<?> list ? !list.isEmpty() : c != null);
        if (any) {
            throw odd();
        }
    }

    private static boolean empty(@Nullable List<?> list) {
        return list == null || list.isEmpty();
    }

    private static Unclear odd() {
        return new Unclear("a clause that is not read here");
    }
}
