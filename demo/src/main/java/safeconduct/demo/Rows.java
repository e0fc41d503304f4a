package safeconduct.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import safeconduct.kernel.Json;

/** Rows as a JSON array of objects. */
final class Rows {

    private Rows() {}

    /** Runs the text, however many statements it holds, and gives the rows of the last one that has some. */
    static String lastOf(Statement statement, String sql) throws SQLException {
        String last = "[]";
        boolean rows = statement.execute(sql);
        while (rows || statement.getUpdateCount() != -1) {
            if (rows) {
                try (ResultSet result = statement.getResultSet()) {
                    last = Json.text(read(result));
                }
            }
            rows = statement.getMoreResults();
        }
        return last;
    }

    private static ArrayNode read(ResultSet result) throws SQLException {
        ArrayNode rows = Json.array();
        ResultSetMetaData columns = result.getMetaData();
        while (result.next()) {
            ObjectNode row = rows.addObject();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.put(columns.getColumnLabel(i), result.getString(i));
            }
        }
        return rows;
    }
}
