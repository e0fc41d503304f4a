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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import safeconduct.kernel.Secret;
import safeconduct.kernel.Time;
import safeconduct.testkit.ThrowawayPostgres;

/** {@code safeconduct demo}: two worlds, one SQL string. Exit code 0 only when every step behaved. */
public final class Main {

    private static final Path FOLDER = Path.of(".safeconduct-demo");
    private static final Path NOTE = FOLDER.resolve("own-postgres");
    private static final Place.Names NAMES = new Place.Names(Shop.DATABASE, "shop_app", "safeconduct_broker");

    /** Held, since java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger SDK_LOG = Logger.getLogger("io.modelcontextprotocol");

    private Main() {}

    public static void main(String[] args) throws Exception {
        SDK_LOG.setLevel(
                Level.SEVERE); // It tells of each handshake, and of the npm server's malformed answer, in the story.
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> words) throws IOException, SQLException, InterruptedException {
        try {
            Options options = Options.of(words);
            clean(options);
            if (options.clean()) {
                System.out.println("removed " + FOLDER);
                return 0;
            }
            return play(options);
        } catch (Refused refused) {
            System.err.println(refused.getMessage());
            return 2;
        }
    }

    private static int play(Options options) throws IOException, SQLException, InterruptedException {
        Files.createDirectories(FOLDER);
        Telling tell = new Telling(System.out);
        Instant began = Time.system().now();
        try {
            if (options.postgres().isPresent()) {
                own(options.postgres().get(), options, tell);
            } else {
                throwaway(options, tell);
            }
        } catch (Unexpected step) {
            System.err.println("\nNOT AS IT MUST BE: " + step.getMessage());
            return 1;
        }
        System.out.printf(
                "%nEvery step behaved, in %d s. What happened lies in %s; `safeconduct demo --clean` removes it.%n",
                Duration.between(began, Time.system().now()).toSeconds(), FOLDER);
        return 0;
    }

    private static void throwaway(Options options, Telling tell)
            throws IOException, SQLException, InterruptedException {
        tell.chapter(1, "A throw-away PostgreSQL with 1,000 customers; every role needs its password");
        try (ThrowawayPostgres postgres =
                ThrowawayPostgres.in(FOLDER.resolve("postgres").toAbsolutePath(), Map.of())) {
            postgres.execute(
                    "postgres",
                    "create database " + Shop.DATABASE,
                    "revoke connect on database postgres, template1 from public");
            Target target =
                    new Target(postgres.host(), postgres.port(), ThrowawayPostgres.SUPERUSER, Shop.DATABASE, "prefer");
            try (Connection owner = postgres.connect(Shop.DATABASE)) {
                tell(Place.make(target, NAMES, owner), options, tell);
            }
        }
    }

    private static void own(Target target, Options options, Telling tell)
            throws IOException, SQLException, InterruptedException {
        Secret password = options.password();
        try (OwnPostgres postgres = OwnPostgres.at(target, password, NOTE)) {
            tell.chapter(1, "A database of its own in your PostgreSQL, with 1,000 customers; it is removed at the end");
            Place place = postgres.make(target, password);
            tell.line("database; nothing else is touched", place.names().database());
            for (String exception : place.exceptions()) {
                tell.line("left open to every role on your server", exception);
            }
            tell(place, options, tell);
        }
        tell.line("the database and its roles", "removed");
    }

    private static void tell(Place place, Options options, Telling tell)
            throws IOException, SQLException, InterruptedException {
        tell.line(
                "PostgreSQL " + Shop.one(place.owner(), "show server_version"),
                place.target().address());
        Path folder = FOLDER.resolve("installation").toAbsolutePath();
        String launcher = System.getProperty("safeconduct.launcher", "safeconduct");
        Installation installation = new Installation(Path.of(launcher), folder, freePort());
        List<String> server = server();
        Map<String, String> files = new HashMap<>(Settings.files(installation, place, server));
        Optional<NodePackages> packages = options.node() ? NodePackages.install(tell) : Optional.empty();
        packages.ifPresent(node -> files.putAll(Settings.npm(place, node.server(place))));
        installation.make(files, place.brokerPassword());
        Optional<NodeSteps> node = packages.map(found -> new NodeSteps(found, place, installation, tell));
        new Story(new Story.World(place, server, installation, node), tell).tell();
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

    private static void clean(Options options) throws IOException, SQLException {
        if (!Files.exists(FOLDER)) {
            return;
        }
        if (Files.exists(NOTE)) {
            OwnPostgres.removeNoted(NOTE, options.password());
        }
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
