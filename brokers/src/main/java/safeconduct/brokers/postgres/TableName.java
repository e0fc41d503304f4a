package safeconduct.brokers.postgres;

import java.sql.SQLException;
import safeconduct.kernel.Fault;

/** A table, view or sequence with its schema. */
record TableName(String schema, String table) {

    /** @throws Fault INVALID unless it reads {@code schema.table} */
    static TableName of(String text) {
        int dot = text.indexOf('.');
        if (dot <= 0 || dot == text.length() - 1) {
            throw new Fault(Fault.Code.INVALID, "table `" + text + "`, expected `schema.table`");
        }
        return new TableName(text.substring(0, dot), text.substring(dot + 1));
    }

    String quoted(SqlSession session) throws SQLException {
        return session.identifier(schema) + "." + session.identifier(table);
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
