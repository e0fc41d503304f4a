package safeconduct.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import safeconduct.caller.TaskId;
import safeconduct.kernel.FakeTime;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;
import safeconduct.kernel.Secret;
import safeconduct.record.Hidden;
import safeconduct.record.Openings;
import safeconduct.record.OpeningsContract;
import safeconduct.task.TaskSamples;

class SqliteOpeningsTest implements OpeningsContract {

    private static final Secret KEY = Secret.of(new byte[32]);

    @RegisterExtension
    final OpenStates states = new OpenStates();

    private final List<SqliteOpenings> open = new ArrayList<>();

    @Override
    public Openings openEmpty() {
        return in(states.folder(), KEY);
    }

    private SqliteOpenings in(Path folder, Secret key) {
        SqliteOpenings openings = SqliteOpenings.open(folder, key);
        open.add(openings);
        return openings;
    }

    @AfterEach
    void closeAll() {
        open.forEach(SqliteOpenings::close);
    }

    @Test
    void survivesReopenWithTheSameKeyOnly() {
        Path folder = states.folder();
        Hidden hidden = Hidden.of(Json.object().put("a", 1));
        try (SqliteOpenings first = SqliteOpenings.open(folder, KEY)) {
            first.keep(new TaskSamples(1).nextId(), 3, Map.of("input", hidden));
        }
        assertTrue(in(folder, KEY).find(3, "input").orElseThrow().opens(hidden.commitment()));
        byte[] another = new byte[32];
        another[31] = 1;
        SqliteOpenings wrong = in(folder, Secret.of(another));
        assertEquals(
                Fault.Code.INVALID,
                assertThrows(Fault.class, () -> wrong.find(3, "input")).code());
    }

    @Test
    void refusesAnOpeningThatWasMovedToAnotherRecord() throws Exception {
        Path folder = states.folder();
        try (SqliteOpenings first = SqliteOpenings.open(folder, KEY)) {
            first.keep(new TaskSamples(1).nextId(), 3, Map.of("input", Hidden.of(Json.object())));
        }
        try (Connection connection = Database.connect(folder.resolve(SqliteOpenings.FILE))) {
            Database.update(connection, "update openings set record = 4");
        }
        SqliteOpenings second = in(folder, KEY);
        assertThrows(Fault.class, () -> second.find(4, "input"));
    }

    @Test
    void leavesNeitherTheValueNorTheErasedKeyInAnyFile() throws Exception {
        Path folder = states.folder();
        SqliteOpenings openings = in(folder, KEY);
        TaskId task = new TaskSamples(1).nextId();
        openings.keep(task, 3, Map.of("input", Hidden.of(Json.object().put("name", "Grace Hopper"))));
        openings.flush();
        byte[] wrapped;
        try (Connection connection = Database.connect(folder.resolve(SqliteOpenings.FILE))) {
            wrapped = Database.query(connection, row -> row.getBytes(1), "select wrapped from task_keys")
                    .getFirst();
        }
        assertFalse(anywhere(folder, "Grace Hopper".getBytes(StandardCharsets.UTF_8)));
        assertTrue(anywhere(folder, wrapped), "this test must be able to see a key that is there");
        openings.erase(task);
        assertFalse(anywhere(folder, wrapped));
    }

    @Test
    void writesByItselfWhenTooMuchIsPending() throws Exception {
        Path folder = states.folder();
        SqliteOpenings openings = in(folder, KEY);
        String big = "x".repeat((int) SqliteOpenings.PENDING_BYTES_MAX + 1);
        openings.keep(
                new TaskSamples(1).nextId(),
                3,
                Map.of("input", Hidden.of(Json.object().put("a", big))));
        try (Connection connection = Database.connect(folder.resolve(SqliteOpenings.FILE))) {
            assertEquals(List.of(3L), Database.query(connection, row -> row.getLong(1), "select record from openings"));
        }
    }

    @Test
    void writesWhatIsPendingWhenItsBackgroundWorkIsStopped() throws Exception {
        Path folder = states.folder();
        SqliteOpenings openings = in(folder, KEY);
        openings.keep(new TaskSamples(1).nextId(), 3, Map.of("input", Hidden.of(Json.object())));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> openings.writeUntilStopped(new FakeTime()));
        try (Connection connection = Database.connect(folder.resolve(SqliteOpenings.FILE))) {
            assertEquals(List.of(3L), Database.query(connection, row -> row.getLong(1), "select record from openings"));
        }
        assertEquals(Optional.empty(), openings.find(4, "input"));
    }

    private static boolean anywhere(Path folder, byte[] needle) throws Exception {
        String wanted = new String(needle, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }
}
