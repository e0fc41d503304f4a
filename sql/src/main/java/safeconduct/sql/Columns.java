package safeconduct.sql;

import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;

/** Finds the tables that a column can belong to. Takes more than PostgreSQL would where it cannot know, never less. */
final class Columns {

    private static final String STAR = "*";

    private final Reading reading;

    Columns(Reading reading) {
        this.reading = reading;
    }

    void read(Column column, Scope scope) {
        if (column.getArrayConstructor() != null || column.getCommentText() != null) {
            throw new Unclear("a column with a subscript of a kind that is not read");
        }
        Table table = column.getTable();
        if (table == null || table.getNameParts().isEmpty()) {
            bare(column.getColumnName(), scope);
        } else {
            String name = reading.name(column.getColumnName());
            Scope.Source source = source(table, scope);
            qualified(source, name);
        }
    }

    private void bare(String raw, Scope scope) {
        if (raw.charAt(0) != '"' && Words.BARE_FUNCTIONS.contains(reading.word(raw))) {
            reading.function(reading.word(raw));
            return;
        }
        String name = reading.name(raw);
        // PostgreSQL takes the name of a source for its whole row when no column has that name.
        if (scope.find(name).orElse(null) instanceof Scope.Source.Real real) {
            reading.column(real.table(), STAR);
        }
        unqualified(name, scope);
    }

    private void unqualified(String name, Scope scope) {
        for (int depth = 0; depth < scope.levels().size(); depth++) {
            List<Scope.Source> level = scope.levels().get(depth);
            if (level.stream()
                    .anyMatch(s ->
                            s instanceof Scope.Source.Derived d && d.outputs().contains(name))) {
                return; // What it is made of has been read already.
            }
            List<Scope.Source.Real> reals = Scope.reals(level);
            if (reals.isEmpty()) {
                continue;
            }
            // The innermost table that has it is meant; which has it is not known here.
            boolean around = scope.levels().stream()
                    .skip(depth + 1L)
                    .anyMatch(outer -> !Scope.reals(outer).isEmpty());
            if (reals.size() == 1) {
                reading.column(reals.getFirst().table(), name);
            }
            if (reals.size() > 1 || around) {
                reading.column(STAR, name);
            }
            return;
        }
    }

    private void qualified(Scope.Source source, String name) {
        switch (source) {
            case Scope.Source.Real real -> reading.column(real.table(), name);
            case Scope.Source.Derived derived -> {
                if (!derived.outputs().contains(name)) {
                    reading.function(name); // Perhaps the notation `row.function`.
                }
            }
        }
    }

    /** The source that this qualifier names. */
    Scope.Source source(Table qualifier, Scope scope) {
        List<String> parts = qualifier.getNameParts();
        String name = reading.name(qualifier.getName());
        if (parts.size() == 1) {
            return scope.find(name).orElseThrow(() -> new Unclear("no table or alias `" + name + "` in sight"));
        }
        if (parts.size() != 2 || qualifier.getSchemaName() == null) {
            throw new Unclear("a name with more than a schema in front of it");
        }
        String full = reading.name(qualifier.getSchemaName()) + "." + name;
        Optional<Scope.Source> found = scope.levels().stream()
                .flatMap(List::stream)
                .filter(s ->
                        s instanceof Scope.Source.Real real && !real.named() && sameTable(real.table(), full, name))
                .findFirst();
        return found.orElseThrow(() -> new Unclear("no table `" + full + "` in sight"));
    }

    private static boolean sameTable(String table, String full, String name) {
        return table.equals(full) || table.equals(name);
    }

    /** {@code *}, or {@code t.*} of one source. */
    void star(Scope.Source source) {
        if (source instanceof Scope.Source.Real real) {
            reading.column(real.table(), STAR);
        }
    }

    /** The columns that a join has in common by USING, which are read on both sides. */
    void using(List<Column> columns, Scope scope, int left, int right) {
        for (Column column : columns) {
            String name = reading.name(column.getColumnName());
            common(name, Scope.reals(scope.here().subList(0, left)));
            common(name, Scope.reals(scope.here().subList(left, right)));
        }
    }

    private void common(String name, List<Scope.Source.Real> side) {
        if (side.size() == 1) {
            reading.column(side.getFirst().table(), name);
        } else if (!side.isEmpty()) {
            reading.column(STAR, name);
        }
    }
}
