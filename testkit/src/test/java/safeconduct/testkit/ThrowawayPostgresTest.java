package safeconduct.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThrowawayPostgresTest {

    private static ThrowawayPostgres server;

    @BeforeAll
    static void start() {
        server = ThrowawayPostgres.forTests();
    }

    @AfterAll
    static void stop() {
        server.close();
        assertFalse(Files.exists(server.folder()));
    }

    @Test
    void asksEveryRoleForItsPassword() throws Exception {
        SQLException refused =
                assertThrows(SQLException.class, () -> server.connect("postgres", "postgres", "wrong", Map.of()));
        assertEquals("28P01", refused.getSQLState());
        assertEquals("0", one(server, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"));
        assertEquals("scram-sha-256", one(server, "show password_encryption"));
    }

    @Test
    void isRealPostgresThatSortsUnlikeBytes() throws Exception {
        assertTrue(one(server, "show server_version").startsWith("18."));
        assertEquals("aBc", one(server, "select string_agg(x, '' order by x) from (values ('B'), ('a'), ('c')) v(x)"));
        assertEquals("20", one(server, "show max_prepared_transactions"));
    }

    @Test
    void comesBackAfterACrash() throws Exception {
        server.execute("postgres", "create table kept (x int)", "insert into kept values (7)", "checkpoint");
        server.crash();
        assertThrows(SQLException.class, () -> one(server, "select 1"));
        server.restart();
        assertEquals("7", one(server, "select x from kept"));
    }

    @Test
    void answersNobodyWhileFrozen() throws Exception {
        server.freeze();
        Map<String, String> impatient = Map.of("loginTimeout", "1", "connectTimeout", "1", "socketTimeout", "1");
        assertThrows(SQLException.class, () -> server.connect("postgres", "postgres", server.password(), impatient));
        server.thaw();
        assertEquals("1", one(server, "select 1"));
    }

    @Test
    void leavesOnlyWhatIsNotItsOwnInTheFolder(@TempDir Path folder) throws Exception {
        Path own = folder.resolve("demo");
        try (ThrowawayPostgres durable = ThrowawayPostgres.in(own, Map.of("max_prepared_transactions", "5"))) {
            assertEquals("on", one(durable, "show fsync"));
            Files.writeString(own.resolve("report.txt"), "kept");
        }
        assertEquals("kept", Files.readString(own.resolve("report.txt")));
        assertFalse(Files.exists(own.resolve("data")));
        Files.delete(own.resolve("report.txt"));
        ThrowawayPostgres.stop(own);
        assertFalse(Files.exists(own));
    }

    @Test
    void isStoppedByItsFolderAfterItsProcessWasKilled(@TempDir Path folder) throws Exception {
        Path own = folder.resolve("demo");
        try (Program owner = Program.start(Program.Start.of(Owner.class, own.toString()))) {
            int port = Integer.parseInt(owner.awaitLine(line -> line.matches("\\d+"), Duration.ofSeconds(60)));
            owner.kill();
            assertTrue(listens(port), "the server outlives its owner");
            ThrowawayPostgres.stop(own);
            assertFalse(listens(port));
            assertFalse(Files.exists(own));
        }
    }

    private static boolean listens(int port) {
        try (var socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (java.io.IOException refused) {
            return false;
        }
    }

    private static String one(ThrowawayPostgres server, String sql) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Starts a server in the folder that is its argument, and waits to be killed. */
    static final class Owner {
        public static void main(String[] folder) throws InterruptedException {
            System.out.println(
                    ThrowawayPostgres.in(Path.of(folder[0]), Map.of()).port());
            Thread.currentThread().join();
        }
    }
}
