package safeconduct.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import safeconduct.brokers.postgres.SetupSql;
import safeconduct.kernel.Randomness;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;
import safeconduct.testkit.ThrowawayPostgres;

/** {@code safeconduct demo}: two worlds, one SQL string. Exit code 0 only when every step behaved. */
public final class Main {

    private static final Path FOLDER = Path.of(".safeconduct-demo");
    private static final String BROKER = "safeconduct_broker";

    /** Held, since java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger SDK_LOG = Logger.getLogger("io.modelcontextprotocol");

    /** What the guide tells an operator to do: nothing for everyone, and to the broker what tasks may be given. */
    private static final String[] PREPARE = {
        "revoke connect on database postgres, template1 from public",
        "revoke temporary on database " + Shop.DATABASE + " from public",
        "grant select on customers, orders to " + BROKER + " with grant option"
    };

    private Main() {}

    public static void main(String[] args) throws Exception {
        SDK_LOG.setLevel(Level.WARNING); // It tells of each handshake, in the middle of the story.
        List<String> words = List.of(args);
        if (words.equals(List.of("--clean"))) {
            clean();
            System.out.println("removed " + FOLDER);
            return;
        }
        if (!words.isEmpty()) {
            System.err.println("usage: safeconduct demo [--clean]");
            System.exit(2);
        }
        System.exit(play() ? 0 : 1);
    }

    private static boolean play() throws IOException, SQLException, InterruptedException {
        clean();
        Files.createDirectories(FOLDER);
        Telling tell = new Telling(System.out);
        Instant began = Time.system().now();
        tell.chapter(1, "A throw-away PostgreSQL with 1,000 customers; every role needs its password");
        try (ThrowawayPostgres postgres =
                ThrowawayPostgres.in(FOLDER.resolve("postgres").toAbsolutePath(), Map.of())) {
            postgres.execute("postgres", "create database " + Shop.DATABASE);
            try (Connection database = postgres.connect(Shop.DATABASE)) {
                Shop.build(database);
                tell.line("PostgreSQL " + Shop.one(database, "show server_version"), "127.0.0.1:" + postgres.port());
                new Story(world(postgres, database), tell).tell();
            }
            System.out.printf(
                    "%nEvery step behaved, in %d s. What happened lies in %s; `safeconduct demo --clean` removes it.%n",
                    Duration.between(began, Time.system().now()).toSeconds(), FOLDER);
            return true;
        } catch (Unexpected step) {
            System.err.println("\nNOT AS IT MUST BE: " + step.getMessage());
            return false;
        }
    }

    private static Story.World world(ThrowawayPostgres postgres, Connection database)
            throws SQLException, IOException, InterruptedException {
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(Randomness.bytes(24));
        SetupSql.run(database, BROKER, Secret.of(password));
        postgres.execute(Shop.DATABASE, PREPARE);
        String launcher = System.getProperty("safeconduct.launcher", "safeconduct");
        Path folder = FOLDER.resolve("installation").toAbsolutePath();
        int port = freePort();
        Installation installation = new Installation(Path.of(launcher), folder, port);
        List<String> server = server();
        installation.make(
                Settings.files(
                        port,
                        postgres.port(),
                        server,
                        folder.resolve("data/keys/local.key").toString()),
                password);
        return new Story.World(database, postgres.port(), postgres.password(), server, installation);
    }

    /** The command of the demonstration's MCP server: this very program's files. */
    private static List<String> server() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ReadOnlyServer.class.getName());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void clean() throws IOException {
        if (!Files.exists(FOLDER)) {
            return;
        }
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
