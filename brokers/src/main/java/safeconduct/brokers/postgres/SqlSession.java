package safeconduct.brokers.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/** One connection of the broker. Values go as binds; where PostgreSQL takes none, quoted by the driver. */
final class SqlSession implements AutoCloseable {

    private static final int ALIVE_SECONDS = 2;

    private final Connection connection;
    private final PGConnection driver;

    SqlSession(Connection connection) throws SQLException {
        this.connection = connection;
        this.driver = connection.unwrap(PGConnection.class);
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    String identifier(String name) throws SQLException {
        return driver.escapeIdentifier(name);
    }

    String identifiers(List<String> names) throws SQLException {
        List<String> quoted = new ArrayList<>();
        for (String name : names) {
            quoted.add(identifier(name));
        }
        return String.join(", ", quoted);
    }

    String literal(String value) throws SQLException {
        return "'" + driver.escapeLiteral(value) + "'";
    }

    /** Runs a statement whose names and values are quoted by {@link #identifier} and {@link #literal}. */
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    <T> List<T> rows(String sql, Row<T> reader, Object... binds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                statement.setObject(i + 1, binds[i]);
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        }
    }

    List<String> texts(String sql, Object... binds) throws SQLException {
        return rows(sql, row -> row.getString(1), binds);
    }

    Optional<Long> number(String sql, Object... binds) throws SQLException {
        return rows(sql, row -> row.getLong(1), binds).stream().findFirst();
    }

    boolean isTrue(String sql, Object... binds) throws SQLException {
        return rows(sql, row -> row.getBoolean(1), binds).getFirst();
    }

    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    void commit() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    void rollback() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    boolean alive() throws SQLException {
        return connection.isValid(ALIVE_SECONDS);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
