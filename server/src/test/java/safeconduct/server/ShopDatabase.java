package safeconduct.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import safeconduct.brokers.postgres.SetupSql;
import safeconduct.kernel.Secret;
import safeconduct.testkit.ThrowawayPostgres;

/** One real PostgreSQL for all tests of this module, with a small shop, made ready as the guide says. */
final class ShopDatabase {

    static final String BROKER = "safeconduct_broker";
    static final String PASSWORD = "of the broker";
    static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.forTests();

    static {
        try {
            POSTGRES.execute(
                    "postgres", "create database shop", "revoke connect on database postgres, template1 from public");
            try (Connection superuser = POSTGRES.connect("shop")) {
                SetupSql.run(superuser, BROKER, Secret.of(PASSWORD));
            }
            POSTGRES.execute(
                    "shop",
                    "revoke temporary on database shop from public",
                    "create table customers (id int primary key, name text, email text, city text)",
                    "insert into customers select i, 'name ' || i, i || '@example.com', 'city' from"
                            + " generate_series(1, 1000) i",
                    "grant select on customers to " + BROKER + " with grant option");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private ShopDatabase() {}

    /** The roles of tasks. */
    static List<String> roles() {
        return ask("select rolname from pg_roles where rolname ~ '^sc_' order by 1");
    }

    /** Sessions of roles of tasks, and of roles that are gone. */
    static List<String> sessions() {
        return ask("select coalesce(usename, 'gone ' || usesysid) from pg_stat_activity where backend_type = 'client"
                + " backend' and (usename is null or usename ~ '^sc_') order by 1");
    }

    static List<String> ask(String sql) {
        try (Connection superuser = POSTGRES.connect("shop");
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
