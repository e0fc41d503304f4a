package safeconduct.brokers.postgres;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that a role can do. Its text is what operators write under {@code exceptions}:
 *
 * <pre>select column public.customers.email · delete table public.orders · execute function app.pay(integer) ·
 * temporary database shop · connect database postgres · create schema public</pre>
 */
record Right(String privilege, String kind, String schema, String object, String column) implements Comparable<Right> {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    static Right onColumn(String privilege, TableName table, String column) {
        return new Right(privilege, "column", table.schema(), table.table(), column);
    }

    static Right onTable(String privilege, TableName table) {
        return new Right(privilege, "table", table.schema(), table.table(), "");
    }

    static Right onSequence(TableName sequence) {
        return new Right("USAGE", "sequence", sequence.schema(), sequence.table(), "");
    }

    static Right usageOf(String schema) {
        return new Right("USAGE", "schema", schema, "", "");
    }

    static Right connectTo(String database) {
        return new Right("CONNECT", "database", database, "", "");
    }

    /** The same on all columns, also those that are added later. */
    Right onWholeTable() {
        return kind.equals("column") ? new Right(privilege, "table", schema, object, "") : this;
    }

    /** To look into a schema is to see names that the catalogue shows anyway. */
    boolean harmless() {
        return privilege.equals("USAGE") && kind.equals("schema");
    }

    @Override
    public int compareTo(Right other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        String path = Stream.of(schema, object, column)
                .filter(part -> !part.isEmpty())
                .map(this::quoted)
                .collect(Collectors.joining("."));
        return (privilege.toLowerCase(Locale.ROOT) + " " + kind + " " + path).strip();
    }

    private String quoted(String part) {
        // A function's name is followed by its arguments, and a large object's is a number.
        boolean asItIs = kind.equals("large object") || (kind.equals("function") && part.equals(object));
        return asItIs || PLAIN.matcher(part).matches() ? part : '"' + part.replace("\"", "\"\"") + '"';
    }
}
