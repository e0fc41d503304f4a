package safeconduct.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import safeconduct.catalog.Effect;
import safeconduct.catalog.SqlFunctions;
import safeconduct.catalog.SqlReader.SqlReading.Statement;
import safeconduct.policy.DatabaseScope.Right;
import safeconduct.policy.DatabaseScope.Table;

/**
 * Whether a statement stays within the tables, columns and rights of an envelope. Every table and column must be in it;
 * a star is refused, because it would name columns that nobody listed.
 */
final class StatementCheck {

    private final Statement statement;
    private final DatabaseScope scope;

    private StatementCheck(Statement statement, DatabaseScope scope) {
        this.statement = statement;
        this.scope = scope;
    }

    /** @param scope without one no table may be touched */
    static Optional<Decision.Deny> check(Statement statement, Effect effect, Optional<DatabaseScope> scope) {
        StatementCheck check = new StatementCheck(statement, scope.orElse(new DatabaseScope(List.of(), Set.of())));
        return check.kind(effect).or(check::tables).or(check::columns);
    }

    private Optional<Decision.Deny> kind(Effect effect) {
        Optional<Right> right = right(statement.verb());
        if (right.isEmpty()) {
            return not("a statement of the kind `" + statement.verb() + "` is not allowed");
        }
        if (effect.compareTo(least(right.get())) < 0) {
            return not("the tool is one that only has the effect `" + word(effect) + "`, so no `" + statement.verb()
                    + "`");
        }
        Optional<String> function = new TreeSet<>(statement.functions())
                .stream().filter(name -> !SqlFunctions.HARMLESS.contains(name)).findFirst();
        if (function.isPresent()) {
            return not(
                    "the function or type `" + function.get() + "` is not among those that are known to be harmless");
        }
        if (right.get() == Right.SELECT && !statement.readOnly()) {
            return not("a query that writes or locks (FOR UPDATE, FOR SHARE) is not allowed");
        }
        return Optional.empty();
    }

    private Optional<Decision.Deny> tables() {
        for (String name : new TreeSet<>(statement.tables())) {
            Optional<Table> table = find(name);
            if (table.isEmpty()) {
                return Optional.of(Decision.Deny.because(Reason.TABLE_NOT_IN_ENVELOPE, noTable(name)));
            }
            Right needed =
                    statement.written().contains(name) ? right(statement.verb()).orElseThrow() : Right.SELECT;
            if (!table.get().rights().contains(needed)) {
                return not("`" + needed.name().toLowerCase(Locale.ROOT) + "` on table `" + name + "` is not allowed");
            }
        }
        return Optional.empty();
    }

    private String noTable(String name) {
        List<String> all = scope.tables().stream().map(Table::name).sorted().toList();
        return "table `" + name + "` is not in the envelope"
                + (all.isEmpty() ? "" : ", expected one of " + ticked(all));
    }

    private Optional<Decision.Deny> columns() {
        for (String name : new TreeSet<>(statement.columns())) {
            int dot = name.lastIndexOf('.');
            String table = name.substring(0, dot);
            String column = name.substring(dot + 1);
            if (column.equals("*")) {
                return Optional.of(Decision.Deny.because(
                        Reason.COLUMN_NOT_IN_ENVELOPE, "`" + name + "` names all columns; " + expected(table)));
            }
            if (candidates(table).noneMatch(t -> t.columns().contains(column))) {
                return Optional.of(Decision.Deny.because(
                        Reason.COLUMN_NOT_IN_ENVELOPE,
                        "column `" + (table.equals("*") ? column : name) + "` is not in the envelope; "
                                + expected(table)));
            }
        }
        return Optional.empty();
    }

    private String expected(String table) {
        List<String> all = candidates(table)
                .flatMap(t -> t.columns().stream())
                .distinct()
                .sorted()
                .toList();
        return all.isEmpty() ? "no column of it is" : "expected " + ticked(all);
    }

    /** For a star: all tables of the statement, since a minted role can name a column of no other. */
    private Stream<Table> candidates(String table) {
        return table.equals("*")
                ? statement.tables().stream()
                        .flatMap(name -> find(name).stream())
                        .sorted(Comparator.comparing(Table::name))
                : find(table).stream();
    }

    /**
     * The table of the envelope that is meant. A name without a schema means the one table that has it, but never one
     * that PostgreSQL's own catalogue, which comes first, could hide.
     */
    private Optional<Table> find(String name) {
        if (name.indexOf('.') >= 0) {
            return scope.tables().stream().filter(t -> t.name().equals(name)).findFirst();
        }
        List<Table> found = scope.tables().stream()
                .filter(t -> t.name().equals(name) || t.name().endsWith("." + name))
                .toList();
        return found.size() == 1 && !name.startsWith("pg_") ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static Optional<Right> right(String verb) {
        return switch (verb) {
            case "select" -> Optional.of(Right.SELECT);
            case "insert" -> Optional.of(Right.INSERT);
            case "update" -> Optional.of(Right.UPDATE);
            case "delete" -> Optional.of(Right.DELETE);
            default -> Optional.empty();
        };
    }

    private static Effect least(Right right) {
        return switch (right) {
            case SELECT -> Effect.READ;
            case INSERT, UPDATE -> Effect.WRITE;
            case DELETE -> Effect.DELETE;
        };
    }

    private static Optional<Decision.Deny> not(String explanation) {
        return Optional.of(Decision.Deny.because(Reason.STATEMENT_NOT_ALLOWED, explanation));
    }

    private static String ticked(List<String> names) {
        return "`" + String.join("`, `", names) + "`";
    }

    private static String word(Effect effect) {
        return effect.name().toLowerCase(Locale.ROOT);
    }
}
