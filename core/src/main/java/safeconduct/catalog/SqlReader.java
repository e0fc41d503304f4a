package safeconduct.catalog;

import java.util.Set;

/** Reads SQL by a real grammar: the friendly refusal. The rights of the role are the boundary. */
public interface SqlReader {

    SqlReading read(String sql);

    /** What a text of SQL does, or why it cannot be told. */
    sealed interface SqlReading {

        /**
         * Exactly one statement that was understood as a whole.
         *
         * @param verb in lower case: {@code select}, {@code insert}, {@code update}, {@code delete} …
         * @param tables qualified or not, as written, folded as PostgreSQL folds identifiers
         * @param columns {@code table.column} where the table is known, {@code *.column} where several could be meant,
         *     {@code table.*} or {@code *.*} for a star
         * @param functions names of called functions, folded
         * @param readOnly whether nothing in it writes or locks, and all functions are {@link SqlFunctions#HARMLESS}
         * @param written the tables that it writes; the others it only reads
         */
        record Statement(
                String verb,
                Set<String> tables,
                Set<String> columns,
                Set<String> functions,
                boolean readOnly,
                Set<String> written)
                implements SqlReading {
            public Statement {
                tables = Set.copyOf(tables);
                columns = Set.copyOf(columns);
                functions = Set.copyOf(functions);
                written = Set.copyOf(written);
            }

            /** One that only reads tables. */
            public Statement(
                    String verb, Set<String> tables, Set<String> columns, Set<String> functions, boolean readOnly) {
                this(verb, tables, columns, functions, readOnly, Set.of());
            }
        }

        /**
         * Not one statement that is understood as a whole.
         *
         * @param reason for people; never quotes values
         */
        record Unreadable(String reason) implements SqlReading {}
    }
}
