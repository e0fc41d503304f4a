package safeconduct.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A small shop's database: 1,000 customers with their cards, orders and tickets. */
final class Shop {

    static final String DATABASE = "shop";
    static final int CUSTOMERS = 1_000;

    private static final List<String> TABLES = List.of(
            "create table customers (id int primary key, name text not null, email text not null, city text not null)",
            "create table cards (customer_id int not null references customers on delete cascade, number text not"
                    + " null)",
            "create table orders (id int primary key, customer_id int not null references customers on delete cascade,"
                    + " item text not null, cents int not null)",
            "create table tickets (id int primary key, customer_id int not null references customers on delete cascade,"
                    + " body text not null)");

    private static final List<String> FILL = List.of(
            "insert into customers select i, 'Customer ' || i, 'customer' || i || '@example.com', 'City ' || i % 40"
                    + " from generate_series(1, 1000) i",
            "insert into cards select i, '4000-0000-0000-' || lpad(i::text, 4, '0') from generate_series(1, 1000) i",
            "insert into orders select i, i % 1000 + 1, 'item ' || i % 50, i * 7 % 9000"
                    + " from generate_series(1, 3000) i",
            "insert into tickets select i, i, 'Where is my order?' from generate_series(1, 1000) i");

    private Shop() {}

    /** Makes the tables and fills them. */
    static void build(Connection connection) throws SQLException {
        run(connection, TABLES);
        run(connection, FILL);
    }

    /** Every row as it was at first. */
    static void refill(Connection connection) throws SQLException {
        run(connection, List.of("truncate customers, cards, orders, tickets"));
        run(connection, FILL);
    }

    static int customers(Connection connection) throws SQLException {
        return Integer.parseInt(one(connection, "select count(*) from customers"));
    }

    /** The first column of the first row, as text. */
    static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
