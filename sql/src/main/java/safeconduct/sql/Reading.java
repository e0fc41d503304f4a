package safeconduct.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import safeconduct.catalog.SqlFunctions;
import safeconduct.catalog.SqlReader.SqlReading;

/** Collects what one statement touches. Used by one thread. */
final class Reading {

    private final Set<String> tables = new HashSet<>();
    private final Set<String> written = new HashSet<>();
    private final Set<String> columns = new HashSet<>();
    private final Set<String> functions = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private boolean writes;

    /** A name as PostgreSQL folds it; from now on it counts as understood. */
    String name(String raw) {
        String name = folded(raw);
        if (raw.charAt(0) != '"' && Words.RESERVED.contains(name)) {
            throw new Unclear("the reserved word `" + name + "` where a name is expected");
        }
        seen.add(name);
        return name;
    }

    /** A word of the grammar at this place, understood whatever it is. */
    String word(String raw) {
        String name = folded(raw);
        seen.add(name);
        return name;
    }

    private static String folded(String raw) {
        boolean quoted = raw.length() >= 2 && raw.charAt(0) == '"' && raw.charAt(raw.length() - 1) == '"';
        if (raw.isEmpty() || (!quoted && raw.indexOf('"') >= 0)) {
            throw new Unclear("a name that is partly quoted");
        }
        return quoted ? raw.substring(1, raw.length() - 1) : raw.toLowerCase(Locale.ROOT);
    }

    void table(String table) {
        tables.add(table);
    }

    void written(String table) {
        tables.add(table);
        written.add(table);
        writes = true;
    }

    void writes() {
        writes = true;
    }

    void column(String table, String column) {
        columns.add(table + "." + column);
    }

    void function(String name) {
        functions.add(name);
    }

    /** Refuses a statement of which a name was not come across: then the tree was not walked as a whole. */
    void allSeen(List<SqlText.Token> tokens) {
        for (SqlText.Token token : tokens) {
            boolean grammar = token.kind() == SqlText.Kind.WORD
                    && (Words.RESERVED.contains(token.text()) || Words.GRAMMAR.contains(token.text()));
            boolean name = token.kind() == SqlText.Kind.WORD || token.kind() == SqlText.Kind.QUOTED;
            if (name && !grammar && !seen.contains(token.text())) {
                throw new Unclear("the part around `" + token.text() + "` is not understood");
            }
        }
    }

    SqlReading.Statement statement(String verb) {
        boolean harmless = SqlFunctions.HARMLESS.containsAll(functions);
        return new SqlReading.Statement(verb, tables, columns, functions, !writes && harmless, written);
    }
}
