package safeconduct.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.ledger.Ledger;
import safeconduct.ledger.LedgerOptions;
import safeconduct.ledger.VerifierReport.Bad;
import safeconduct.ledger.note.NoteSigner;
import safeconduct.record.Commitment;
import safeconduct.record.Event;
import safeconduct.record.RecordCodec;
import safeconduct.record.Who;

class AuditTest {

    private static final Commitment NOTHING = new Commitment("sha-256:x");
    private static final Event STARTED = new Event.ServerStarted("node", "1", false);
    private static final Event STOPPED = new Event.ServerStopped("node");
    private static final Event OPENED = opened("t1");
    private static final Event ALLOWED = decided("t1", "allow");
    private static final Event MINTING = new Event.GrantMinting("g1", "t1", "db", "role", "later");
    private static final Event MINTED = new Event.GrantMinted("g1", "t1", "db", "role", List.of());
    private static final Event ENDED = new Event.TaskEnded("t1", "done", 0);

    private final NoteSigner signer = NoteSigner.generate("test.example/ledger");

    @TempDir
    Path folder;

    private static Event opened(String task) {
        var who = new Who(task, "agent", "instance", "workload", "", List.of());
        return new Event.TaskOpened(task, who, "", "p", "test", List.of(), "agent", "sha-256:e", NOTHING, "", "b");
    }

    private static Event decided(String task, String effect) {
        return new Event.Decided(
                new Who(task, "agent", "instance", "workload", "", List.of()),
                "db",
                "tools/call",
                "query",
                "read",
                "test",
                NOTHING,
                NOTHING,
                effect,
                "",
                List.of(),
                Event.Basis.NONE,
                Event.Most.NOTHING,
                Event.Access.NONE);
    }

    private static Event happened(String task, long decision) {
        return new Event.Happened(task, decision, "ok", "", 1, 1, 1);
    }

    /** What is told, and the record that is bad; -1 for none. */
    record Row(String name, long bad, List<Event> events) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows() {
        return List.of(
                new Row("an empty ledger", -1, List.of()),
                new Row("a whole life", -1, List.of(STARTED, OPENED, ALLOWED, happened("t1", 2), ENDED, STOPPED)),
                new Row("a call that was under way", -1, List.of(STARTED, OPENED, ALLOWED)),
                new Row("a refused call has no outcome", -1, List.of(STARTED, decided("t9", "deny"), STOPPED)),
                new Row("a decision without outcome", 2, List.of(STARTED, OPENED, ALLOWED, STOPPED)),
                new Row("a decision forgotten over a restart", 2, List.of(STARTED, OPENED, ALLOWED, STARTED)),
                new Row("an outcome without decision", 2, List.of(STARTED, OPENED, happened("t1", 1))),
                new Row("an outcome of the future", 2, List.of(STARTED, OPENED, happened("t1", 3), ALLOWED)),
                new Row("two outcomes", 4, List.of(STARTED, OPENED, ALLOWED, happened("t1", 2), happened("t1", 2))),
                new Row(
                        "an outcome of another task",
                        4,
                        List.of(STARTED, OPENED, opened("t2"), ALLOWED, happened("t2", 3))),
                new Row("a call of a task that never began", 1, List.of(STARTED, ALLOWED)),
                new Row("a call after the end", 3, List.of(STARTED, OPENED, ENDED, ALLOWED)),
                new Row("a task opened twice", 2, List.of(STARTED, OPENED, OPENED)),
                new Row("a task ended twice", 3, List.of(STARTED, OPENED, ENDED, ENDED)),
                new Row("an end without beginning", 1, List.of(STARTED, ENDED)),
                new Row("a grant that was announced", -1, List.of(STARTED, OPENED, MINTING, MINTED)),
                new Row("a grant that was not", 2, List.of(STARTED, OPENED, MINTED)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysWhichRecordDoesNotFit(Row row) {
        write(row.events);
        Audit audit = Audit.of(folder, signer.verifier(), List.of());
        assertEquals(
                row.bad,
                audit.bad().map(Bad::first).orElse(-1L),
                () -> audit.bad().toString());
        assertEquals(row.events.size(), audit.records());
    }

    @Test
    void saysWhatIsOpenAndWhatItCannotProve() {
        write(List.of(STARTED, OPENED, MINTING, ALLOWED));
        Audit audit = Audit.of(folder, signer.verifier(), List.of());
        assertTrue(audit.isGood());
        assertEquals(2, audit.notes().size());
        assertTrue(audit.notes().getFirst().startsWith("decision 3 of task t1"));
        assertTrue(audit.notProven().size() > 3);
    }

    @Test
    void namesARecordThatIsNoneOfOurs() {
        try (Ledger ledger = open()) {
            ledger.append(RecordCodec.encode(Instant.EPOCH, STARTED));
            ledger.append("{\"v\": 1}".getBytes(UTF_8));
        }
        assertEquals(
                1,
                Audit.of(folder, signer.verifier(), List.of())
                        .bad()
                        .orElseThrow()
                        .first());
    }

    @Test
    void endsWithTheExitCodeOfWhatItFound() throws IOException {
        write(List.of(STARTED, OPENED, STOPPED));
        String key = signer.verifier().toString();
        Path kept = Files.writeString(folder.resolve("kept"), Files.readString(folder.resolve("checkpoint")));
        assertEquals(0, run(folder.toString(), key, kept.toString()).code);
        assertTrue(run(folder.toString(), key).out.contains("3 records, 3 of them signed"));
        assertEquals(2, run().code);
        assertEquals(2, run(folder.toString(), "no key").code);
        assertEquals(2, run(folder.resolve("nothing").toString(), key).code);
        byte[] hashes = Files.readAllBytes(folder.resolve("hashes"));
        hashes[32] ^= 1;
        Files.write(folder.resolve("hashes"), hashes);
        Run bad = run(folder.toString(), key);
        assertEquals(5, bad.code);
        assertTrue(bad.out.contains("not verified: record 1: "), bad.out);
    }

    private record Run(int code, String out) {}

    private static Run run(String... arguments) {
        var out = new ByteArrayOutputStream();
        try (var print = new PrintStream(out, true, UTF_8)) {
            int code = Main.run(new ArrayList<>(List.of(arguments)), print, print);
            return new Run(code, out.toString(UTF_8));
        }
    }

    private Ledger open() {
        return Ledger.open(folder, LedgerOptions.DEFAULTS, signer, InstantSource.system());
    }

    private void write(List<Event> events) {
        try (Ledger ledger = open()) {
            ledger.appendAll(events.stream()
                    .map(event -> RecordCodec.encode(Instant.EPOCH, event))
                    .toList());
        }
    }
}
