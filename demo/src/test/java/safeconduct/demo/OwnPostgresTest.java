package safeconduct.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.kernel.Secret;
import safeconduct.testkit.ThrowawayPostgres;

class OwnPostgresTest {

    private static ThrowawayPostgres postgres;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        postgres = ThrowawayPostgres.forTests();
        postgres.execute(
                "postgres",
                "create role poor login password 'poor'",
                "create role maker login createrole createdb password 'maker'",
                "grant pg_signal_backend to maker with admin option",
                "create role half login createrole createdb password 'half'");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    /** Databases and roles with what they may do, grants to PUBLIC on databases among it. */
    static String content(ThrowawayPostgres postgres) throws Exception {
        try (Connection connection = postgres.connect("postgres")) {
            return Shop.one(
                            connection,
                            "select string_agg(datname || coalesce(datacl::text, ''), ' ' order by datname)"
                                    + " from pg_database")
                    + Shop.one(connection, "select string_agg(rolname, ' ' order by rolname) from pg_roles")
                    + Shop.one(connection, "select string_agg(m::text, ' ' order by m::text) from pg_auth_members m");
        }
    }

    record Refusal(String url, String says) {}

    static Stream<Refusal> refusedUrls() {
        return Stream.of(
                new Refusal("postgresql://me:geheim@db.example:5432/x", "holds a password"),
                new Refusal("postgresql://me@db.example/x?password=geheim", "holds a password"),
                new Refusal("postgresql://me:gehe im@db.example/x", "can't be read"),
                new Refusal("http://db.example/x", "no URL of a PostgreSQL server"),
                new Refusal("db.example", "no URL of a PostgreSQL server"),
                new Refusal("postgresql://me@db.example/x?options=y", "expected nothing or `?sslmode=`"));
    }

    @ParameterizedTest
    @MethodSource("refusedUrls")
    void refusesAnUrlAndRepeatsNoPassword(Refusal refusal) {
        String said =
                assertThrows(Refused.class, () -> Target.of(refusal.url())).getMessage();
        assertTrue(said.contains(refusal.says()), said);
        assertFalse(said.contains("geheim"), said);
    }

    @Test
    void readsAnUrlAndEncryptsBeyondThisMachine() {
        assertEquals(
                new Target("db.example", 5432, "postgres", "postgres", "verify-full"),
                Target.of("postgresql://db.example"));
        Target full = new Target("[::1]", 5433, "me", "x", "prefer");
        assertEquals(full, Target.of("postgres://me@[::1]:5433/x"));
        assertEquals(full, Target.of(full.url()));
    }

    record Login(String user, String password, String says) {}

    static Stream<Login> refusedLogins() {
        return Stream.of(
                new Login("postgres", "wrong", "expected its password in PGPASSWORD"),
                new Login("poor", "poor", "may not make the database and the roles"),
                new Login("half", "half", "grant pg_signal_backend to half with admin option"));
    }

    @ParameterizedTest
    @MethodSource("refusedLogins")
    void refusesARoleThatMayNotDoIt(Login login) throws Exception {
        String before = content(postgres);
        Refused refused = assertThrows(
                Refused.class,
                () -> OwnPostgres.at(target(postgres, login.user()), Secret.of(login.password()), note()));
        assertTrue(refused.getMessage().contains(login.says()), refused::getMessage);
        assertFalse(Files.exists(note()));
        assertEquals(before, content(postgres));
    }

    @Test
    void saysThatNoServerIsThere() throws Exception {
        ThrowawayPostgres gone = ThrowawayPostgres.forTests();
        Target target = target(gone, "postgres");
        gone.close();
        Refused refused = assertThrows(Refused.class, () -> OwnPostgres.at(target, Secret.of("any"), note()));
        assertTrue(refused.getMessage().contains("no PostgreSQL can be reached at 127.0.0.1:"), refused::getMessage);
    }

    @Test
    void refusesAServerThatAsksForNoPasswordAndLeavesNothingThere() throws Exception {
        try (ThrowawayPostgres open = ThrowawayPostgres.forTests()) {
            Files.writeString(open.folder().resolve("data/pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");
            open.execute("postgres", "select pg_reload_conf()");
            open.crash();
            open.restart();
            String before = content(open);
            Target target = target(open, "postgres");
            Refused refused = assertThrows(Refused.class, () -> {
                try (OwnPostgres own = OwnPostgres.at(target, Secret.of("any"), note())) {
                    own.make(target, Secret.of("any"));
                }
            });
            assertTrue(refused.getMessage().contains("replace `trust` by `scram-sha-256`"), refused::getMessage);
            assertEquals(before, content(open));
        }
    }

    static Stream<Login> makers() {
        return Stream.of(new Login("postgres", postgres.password(), ""), new Login("maker", "maker", ""));
    }

    @ParameterizedTest
    @MethodSource("makers")
    void removesWhatAnInterruptedRunLeftWithTheRolesOfItsTasksAndNothingElse(Login login) throws Exception {
        String before = content(postgres);
        Target target = target(postgres, login.user());
        Secret password = Secret.of(login.password());
        Place place = OwnPostgres.at(target, password, note()).make(target, password);
        try (Connection broker = place.asBroker();
                Connection app = place.asApp(place.appPassword())) {
            Place.execute(broker, "create role sc_left_behind login password 'left'");
            Place.execute(broker, "grant select on public.customers to sc_left_behind");
            Place.execute(app, "select 1");
            assertNotEquals(before, content(postgres));
            OwnPostgres.removeNoted(note(), password);
        }
        assertEquals(before, content(postgres));
        assertFalse(Files.exists(note()));
    }

    @Test
    void removesNothingThatItsNoteDoesNotName() throws Exception {
        for (String name : List.of("postgres", "safeconduct_demo_", "x\"; drop database y")) {
            Files.writeString(note(), target(postgres, "postgres").url() + "\n" + name + "\n");
            assertThrows(Refused.class, () -> OwnPostgres.removeNoted(note(), Secret.of(postgres.password())));
        }
    }

    private Path note() {
        return folder.resolve("note");
    }

    private static Target target(ThrowawayPostgres postgres, String user) {
        return new Target("127.0.0.1", postgres.port(), user, "postgres", "prefer");
    }
}
