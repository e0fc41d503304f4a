package safeconduct.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import safeconduct.brokers.postgres.SetupSql;
import safeconduct.kernel.Randomness;
import safeconduct.kernel.Secret;

/**
 * The database of the story, with the customers in it, and who may what there.
 *
 * @param owner a connection of whoever made it
 * @param appPassword of the application, whose credential a tool would be given without Safeconduct
 * @param exceptions what PostgreSQL lets every role do elsewhere on this server, as a purpose lists it
 */
record Place(
        Target target,
        Names names,
        Connection owner,
        Secret appPassword,
        Secret brokerPassword,
        List<String> exceptions) {

    /** Of the database, the application's role and the broker's. */
    record Names(String database, String app, String broker) {}

    /** Fills the empty database and makes the two roles, as the guide tells an operator to. */
    static Place make(Target target, Names names, Connection owner) throws SQLException {
        Secret app = password();
        Secret broker = password();
        Shop.build(owner);
        SetupSql.run(owner, names.broker(), broker);
        execute(
                owner,
                "grant select on customers, orders to " + names.broker() + " with grant option",
                // Random letters and digits, over a connection that the URL may ask to encrypt.
                "create role " + names.app() + " login password '" + app.reveal() + "'",
                "grant connect on database " + names.database() + " to " + names.app(),
                "grant select, insert, update, delete on all tables in schema public to " + names.app());
        return new Place(target, names, owner, app, broker, elsewhere(owner));
    }

    /** Other databases that every role may enter; nothing of theirs is changed. */
    private static List<String> elsewhere(Connection owner) throws SQLException {
        String open = "select quote_ident(datname) from pg_database where datallowconn"
                + " and datname <> current_database() and has_database_privilege('public', oid, 'connect') order by 1";
        List<String> found = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                var rows = statement.executeQuery(open)) {
            while (rows.next()) {
                found.add("connect database " + rows.getString(1));
            }
        }
        return List.copyOf(found);
    }

    private static Secret password() {
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(Randomness.bytes(24)));
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    Connection asApp(Secret password) throws SQLException {
        return target.connect(names.database(), names.app(), password);
    }

    Connection asBroker() throws SQLException {
        return target.connect(names.database(), names.broker(), brokerPassword);
    }

    /** What a tool reads in its environment, without Safeconduct. */
    Map<String, String> appEnvironment() {
        return Map.of(
                "PGHOST", target.host(),
                "PGPORT", String.valueOf(target.port()),
                "PGDATABASE", names.database(),
                "PGSSLMODE", target.sslmode(),
                "PGUSER", names.app(),
                "PGPASSWORD", appPassword.reveal());
    }
}
