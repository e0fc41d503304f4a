package safeconduct.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rights of a minted database role, and nothing beyond them.
 *
 * @param exceptions rights that PUBLIC gives and the operator has accepted, as the broker names them
 */
public record DatabaseScope(List<Table> tables, Set<String> exceptions) {

    public DatabaseScope {
        tables = List.copyOf(tables);
        exceptions = Set.copyOf(exceptions);
    }

    /** What may be done with rows. */
    public enum Right {
        SELECT,
        INSERT,
        UPDATE,
        DELETE
    }

    /**
     * Rights on one table.
     *
     * @param name {@code schema.table}
     * @param columns the only ones; empty means none (a DELETE needs none)
     * @param rows ties the visible rows to a value; without it all rows
     */
    public record Table(String name, Set<Right> rights, List<String> columns, Optional<RowFilter> rows) {
        public Table {
            rights = Set.copyOf(rights);
            columns = List.copyOf(columns);
        }
    }

    /**
     * Only rows whose column equals the value.
     *
     * @param parameter the purpose's parameter that gives the value
     * @param value empty in a purpose; filled in an envelope
     */
    public record RowFilter(String column, String parameter, Optional<JsonNode> value) {}
}
