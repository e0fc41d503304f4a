package safeconduct.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import safeconduct.containment.Containment;
import safeconduct.grant.Grant;
import safeconduct.grant.GrantSamples;
import safeconduct.kernel.Fault;
import safeconduct.task.Task;
import safeconduct.task.TaskSamples;

class SqliteStateTest {

    @RegisterExtension
    final OpenStates states = new OpenStates();

    @Test
    void survivesReopen() {
        Path folder = states.folder();
        Task task;
        Grant grant = new GrantSamples(1).next(new TaskSamples(1).nextId());
        Containment containment =
                new Containment(new Containment.Scope(Containment.Kind.ALL, ""), "leak", "ann", grant.created());
        try (SqliteState first = SqliteState.open(folder)) {
            task = first.tasks().save(new TaskSamples(1).next());
            first.grants().save(grant);
            first.containments().add(containment);
        }
        SqliteState second = states.in(folder);
        assertEquals(List.of(task), second.tasks().living());
        assertEquals(List.of(grant), second.grants().open());
        assertEquals(List.of(containment), second.containments().all());
    }

    @Test
    void keepsThePositionThroughReopen() {
        Path folder = states.folder();
        try (SqliteState first = SqliteState.open(folder)) {
            assertEquals(0, first.position().get());
            first.position().set(41);
            assertEquals(41, first.position().get());
        }
        assertEquals(41, states.in(folder).position().get());
    }

    @Test
    void leavesNothingOfAWriteThatFailed() {
        SqliteState state = states.empty();
        TaskSamples samples = new TaskSamples(1);
        assertThrows(Fault.class, () -> state.tasks().save(samples.childOf(samples.nextId())));
        assertEquals(List.of(), state.tasks().living());
        Task after = state.tasks().save(samples.next());
        assertEquals(List.of(after), state.tasks().living());
    }

    @Test
    void refusesASecondProcess() {
        Path folder = states.folder();
        states.in(folder);
        Fault refused = assertThrows(Fault.class, () -> SqliteState.open(folder));
        assertEquals(Fault.Code.UNAVAILABLE, refused.code());
    }

    @Test
    void refusesAFileThatANewerProgramWrote() throws Exception {
        Path folder = states.folder();
        SqliteState.open(folder).close();
        try (Connection connection = DriverManager.getConnection(Database.url(folder.resolve(SqliteState.FILE)))) {
            connection.createStatement().execute("""
                insert into flyway_schema_history values
                (999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x', '2030-01-01 00:00:00', 1, 1)\
                """);
        }
        Fault refused = assertThrows(Fault.class, () -> SqliteState.open(folder));
        assertEquals(Fault.Code.INVALID, refused.code());
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws Exception {
        Path folder = states.folder();
        byte[] noise = new byte[8192];
        new Random(1).nextBytes(noise);
        Files.write(folder.resolve(SqliteState.FILE), noise);
        assertEquals(
                Fault.Code.UNAVAILABLE,
                assertThrows(Fault.class, () -> SqliteState.open(folder)).code());
    }

    @Test
    void letsNobodyButTheOwnerReadAnyFile() throws Exception {
        Path folder = states.folder();
        Files.createFile(folder.resolve(SqliteState.FILE)); // With the rights that the process gives by default.
        SqliteState state = states.in(folder);
        state.tasks().save(new TaskSamples(1).next());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertTrue(all.size() >= 4, "expected the file, its log, its index and the lock, found " + all);
            for (Path file : all) {
                assertEquals(
                        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), "" + file);
            }
        }
    }

    @Test
    void writesDurablyAndChecksReferences() throws Exception {
        Path file = states.folder().resolve("plain.db");
        try (Connection connection = Database.connect(file)) {
            assertEquals(Optional.of("wal"), pragma(connection, "journal_mode"));
            assertEquals(Optional.of("2"), pragma(connection, "synchronous"));
            assertEquals(Optional.of("1"), pragma(connection, "foreign_keys"));
            assertEquals(Optional.of("5000"), pragma(connection, "busy_timeout"));
        }
    }

    private static Optional<String> pragma(Connection connection, String name) throws Exception {
        return Database.query(connection, row -> row.getString(1), "pragma " + name).stream()
                .findFirst();
    }
}
