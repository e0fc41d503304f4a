package safeconduct.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import safeconduct.kernel.Randomness;
import safeconduct.kernel.Secret;

/**
 * The user's own PostgreSQL, in which the story has one database and two roles of a random name, and touches nothing
 * else. What is about to be made is noted in a file first, so that it can be removed after an interrupted run.
 */
final class OwnPostgres implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("safeconduct_demo_[0-9a-f]{8}");
    private static final int VERSION_MIN = 160_000;
    private static final String WRONG_PASSWORD = "28P01";

    private final Path note;
    private final Connection admin;
    private final String name;
    private @Nullable Connection owner;

    private OwnPostgres(Path note, Connection admin, String name) {
        this.note = note;
        this.admin = admin;
        this.name = name;
    }

    /** Connects and looks whether the story can be played there; makes nothing yet. */
    static OwnPostgres at(Target target, Secret password, Path note) throws IOException, SQLException {
        Connection admin = connect(target, password);
        try {
            check(target, admin);
            String name = "safeconduct_demo_" + HexFormat.of().formatHex(Randomness.bytes(4));
            Files.writeString(note, target.url() + "\n" + name + "\n");
            return new OwnPostgres(note, admin, name);
        } catch (SQLException | RuntimeException refused) {
            admin.close();
            throw refused;
        }
    }

    private static Connection connect(Target target, Secret password) throws SQLException {
        try {
            return target.connect(target.database(), target.user(), password);
        } catch (SQLException failed) {
            String state = String.valueOf(failed.getSQLState());
            String where = "`" + target.user() + "` at " + target.address();
            if (state.startsWith("08")) {
                throw new Refused("no PostgreSQL can be reached at " + target.address() + ": " + failed.getMessage());
            }
            if (state.startsWith("28")) {
                throw new Refused(
                        "PostgreSQL does not let " + where + " in, expected its password in PGPASSWORD or with"
                                + " `--postgres-password-file`: " + failed.getMessage());
            }
            throw failed;
        }
    }

    private static void check(Target target, Connection admin) throws SQLException {
        if (Integer.parseInt(Shop.one(admin, "show server_version_num")) < VERSION_MIN) {
            throw new Refused("PostgreSQL at " + target.address() + " is " + Shop.one(admin, "show server_version")
                    + ", expected 16 or later");
        }
        String enough = Shop.one(
                admin,
                "select rolsuper or (rolcreaterole and rolcreatedb and exists (select from pg_auth_members m where"
                        + " m.member = r.oid and m.roleid = 'pg_signal_backend'::regrole and m.admin_option))"
                        + " from pg_roles r where rolname = current_user");
        if (!enough.equals("t")) {
            throw new Refused("the role `" + target.user() + "` may not make the database and the roles of the story,"
                    + " expected a superuser, or CREATEROLE and CREATEDB and `grant pg_signal_backend to "
                    + target.user() + " with admin option`");
        }
    }

    /** Makes the database and the roles; refused where a role is let in without its password. */
    Place make(Target target, Secret password) throws SQLException {
        Place.execute(admin, "create database " + name);
        Connection made = target.connect(name, target.user(), password);
        owner = made;
        Place place = Place.make(target, new Place.Names(name, name + "_app", name + "_broker"), made);
        refuseTrust(place);
        return place;
    }

    private static void refuseTrust(Place place) throws SQLException {
        try (Connection entered = place.asApp(Secret.of("not the password"))) {
            throw new Refused("PostgreSQL at " + place.target().address() + " let "
                    + entered.getMetaData().getUserName()
                    + " in with a wrong password, so no role's end could be proved: replace `trust` by `scram-sha-256`"
                    + " in pg_hba.conf (`show hba_file` names it) and `select pg_reload_conf()`");
        } catch (SQLException refused) {
            if (!WRONG_PASSWORD.equals(refused.getSQLState())) {
                throw refused;
            }
        }
    }

    /** Removes what was made, and the note. */
    @Override
    public void close() throws SQLException, IOException {
        try (Connection ending = admin) {
            if (owner != null) {
                owner.close();
            }
            remove(ending, name);
        }
        Files.delete(note);
    }

    /** Removes what an interrupted run left; the file says where, and under which name. */
    static void removeNoted(Path note, Secret password) throws IOException, SQLException {
        List<String> lines = Files.readAllLines(note);
        if (lines.size() != 2 || !NAME.matcher(lines.get(1)).matches()) {
            throw new Refused("`" + note + "` is not what the demonstration wrote: remove its databases and roles"
                    + " `safeconduct_demo_…` by hand, then this file");
        }
        try (Connection admin = connect(Target.of(lines.getFirst()), password)) {
            remove(admin, lines.get(1));
        }
        Files.delete(note);
    }

    private static void remove(Connection admin, String name) throws SQLException {
        String broker = name + "_broker";
        boolean brokerIsThere = !names(admin, "select rolname from pg_roles where rolname = '" + broker + "'")
                .isEmpty();
        if (brokerIsThere) {
            Place.execute(admin, "alter role " + broker + " nologin");
            if (Shop.one(admin, "show is_superuser").equals("off")) {
                // To rule over what the broker made.
                Place.execute(admin, "grant " + broker + " to current_user with inherit true, set true");
            }
        }
        Place.execute(admin, "drop database if exists " + name + " with (force)");
        String made = "select quote_ident(r.rolname) from pg_auth_members m join pg_roles r on r.oid = m.roleid"
                + " join pg_roles b on b.oid = m.member where m.admin_option and b.rolname = '" + broker + "'";
        for (String role : names(admin, made)) {
            Place.execute(admin, "drop role if exists " + role);
        }
        Place.execute(admin, "drop role if exists " + broker, "drop role if exists " + name + "_app");
    }

    private static List<String> names(Connection admin, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
