package safeconduct.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server on 127.0.0.1 for tests and the demo, with everything under one folder. From its first moment
 * every role needs its password (SCRAM-SHA-256); there is no Unix socket. Closing stops it and deletes what it made.
 */
public final class ThrowawayPostgres implements AutoCloseable {

    public static final String SUPERUSER = "postgres";

    private static final String TEMPORARY_PREFIX = "safeconduct-postgres-";
    private static final int START_ATTEMPTS_MAX = 5;

    private final Path folder;
    private final PostgresPrograms programs;
    private final int port;
    private final String password;

    private ThrowawayPostgres(Path folder, PostgresPrograms programs, int port, String password) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts one for tests: in a temporary folder, without waiting for the disk, with prepared transactions. What
     * killed test runs of this user left behind is stopped and deleted first.
     */
    public static ThrowawayPostgres forTests() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("fsync", "off");
        settings.put("synchronous_commit", "off");
        settings.put("full_page_writes", "off");
        settings.put("max_prepared_transactions", "20");
        settings.put("shared_buffers", "32MB");
        settings.put("max_connections", "100");
        return forTests(settings);
    }

    /** As {@link #forTests()}, with exactly these settings of the server. */
    public static ThrowawayPostgres forTests(Map<String, String> settings) {
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            removeAbandoned(temporary);
            Path folder =
                    temporary.resolve(TEMPORARY_PREFIX + ProcessHandle.current().pid() + "-" + random(4));
            Folders.createPrivate(folder);
            Path programs = PostgresBinaries.in(PostgresBinaries.shared(temporary));
            ThrowawayPostgres started = start(folder, programs, settings);
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Starts one whose programs, data and log lie in this folder, with writes as durable as PostgreSQL's are.
     *
     * @param settings of the server, for example {@code max_prepared_transactions}
     */
    public static ThrowawayPostgres in(Path folder, Map<String, String> settings) {
        try {
            Path absolute = folder.toAbsolutePath();
            Folders.createPrivate(absolute);
            return start(absolute, PostgresBinaries.in(absolute), settings);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ThrowawayPostgres start(Path folder, Path home, Map<String, String> settings) throws IOException {
        PostgresPrograms programs = new PostgresPrograms(home);
        String password = random(16);
        Path passwordFile = Files.writeString(folder.resolve("superuser"), password + "\n");
        programs.initialize(folder.resolve("data"), passwordFile);
        Files.delete(passwordFile);
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            configure(folder.resolve("data"), port, settings);
            try {
                programs.start(folder.resolve("data"), folder.resolve("postgresql.log"));
                return new ThrowawayPostgres(folder, programs, port, password);
            } catch (IOException taken) { // Another process may have been given the same free port.
                if (attempt == START_ATTEMPTS_MAX) {
                    throw taken;
                }
            }
        }
    }

    private static void configure(Path data, int port, Map<String, String> settings) throws IOException {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("port", Integer.toString(port));
        all.put("listen_addresses", "127.0.0.1");
        all.put("unix_socket_directories", "");
        all.put("password_encryption", "scram-sha-256");
        StringBuilder text = new StringBuilder();
        all.forEach((name, value) -> text.append(name)
                .append(" = '")
                .append(value.replace("'", "''"))
                .append("'\n"));
        Files.writeString(data.resolve("postgresql.conf"), text, StandardOpenOption.APPEND);
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    /** Of {@link #SUPERUSER}; made for this server. */
    public String password() {
        return password;
    }

    public Path folder() {
        return folder;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port + "/" + database;
    }

    /** A connection of the superuser. */
    public Connection connect(String database) throws SQLException {
        return connect(database, SUPERUSER, password, Map.of());
    }

    /** @param more properties of the driver, for example {@code options} */
    public Connection connect(String database, String user, String password, Map<String, String> more)
            throws SQLException {
        Properties properties = new Properties();
        properties.putAll(more);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    /** Runs statements as the superuser, each for itself. */
    public void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Stops the server as a crash would; {@link #restart} brings it back. */
    public void crash() {
        act(() -> programs.stop(data(), "immediate"));
    }

    /** Starts the stopped server again, at the same port. */
    public void restart() {
        act(() -> programs.start(data(), folder.resolve("postgresql.log")));
    }

    /** Stops the listening process with SIGSTOP: new connections hang, open ones go on. */
    public void freeze() {
        act(() -> Program.signal("STOP", postmaster(data())));
    }

    /** Ends what {@link #freeze} began. */
    public void thaw() {
        act(() -> Program.signal("CONT", postmaster(data())));
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Stops the server and deletes what it made; may be called again. */
    @Override
    public void close() {
        try {
            stop(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Stops the server whose folder this is, started by whatever process, and deletes what it made. A folder without a
     * server is no fault; what else lies in it stays.
     */
    public static void stop(Path folder) throws IOException {
        Path data = folder.toAbsolutePath().resolve("data");
        if (Files.exists(data.resolve("postmaster.pid"))) {
            long pid = postmaster(data);
            Program.signal("CONT", pid);
            // The programs may be gone already; SIGQUIT is what `pg_ctl --mode=immediate` sends.
            Program.signal("QUIT", pid);
            ProcessHandle.of(pid)
                    .ifPresent(process ->
                            process.onExit().orTimeout(20, TimeUnit.SECONDS).join());
        }
        Folders.delete(data);
        Folders.delete(folder.resolve("postgresql-18.6"));
        Files.deleteIfExists(folder.resolve("postgresql.log"));
        if (Files.isDirectory(folder) && isEmpty(folder)) {
            Files.delete(folder);
        }
    }

    private static long postmaster(Path data) throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        }
    }

    private static void removeAbandoned(Path temporary) throws IOException {
        List<Path> ours;
        try (Stream<Path> all = Files.list(temporary)) {
            ours = all.filter(path -> path.getFileName().toString().startsWith(TEMPORARY_PREFIX))
                    .toList();
        }
        for (Path folder : ours) {
            String pid = folder.getFileName()
                    .toString()
                    .substring(TEMPORARY_PREFIX.length())
                    .split("-", -1)[0];
            if (Files.isWritable(folder)
                    && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                stop(folder);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private interface Act {
        void run() throws IOException;
    }

    private static void act(Act act) {
        try {
            act.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
