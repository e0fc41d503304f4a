package safeconduct.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import safeconduct.api.ApiClient;
import safeconduct.api.Endpoints;
import safeconduct.api.GrantView;
import safeconduct.api.Page;
import safeconduct.api.RecordView;
import safeconduct.api.TaskView;
import safeconduct.kernel.Fault;
import safeconduct.ledger.LedgerVerifier;
import safeconduct.ledger.VerifierReport;
import safeconduct.ledger.note.NoteVerifier;

/** One life of a task, from its opening to its end, as far as it gets; and what must be true of it after a restart. */
final class Life {

    private final Installation at;
    private final QueryTarget target;
    private final HttpClient http;
    private final List<String> rolesSeen = new ArrayList<>();
    private volatile Optional<TaskAgent> agent = Optional.empty();

    Life(Installation at, QueryTarget target, HttpClient http) {
        this.at = at;
        this.target = target;
        this.http = http;
    }

    /** Opens the task, works, and ends it. Ends with a fault where the server is killed. */
    void live() {
        open();
        work();
        end();
    }

    void open() {
        agent = Optional.of(TaskAgent.open(at, http));
    }

    void work() {
        try {
            agent.orElseThrow().query("SELECT id, name FROM customers ORDER BY id LIMIT 3");
        } catch (IOException killed) {
            throw new UncheckedIOException(killed);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    void end() {
        agent.orElseThrow().task().end("explicit");
    }

    /** What stands at the target just before the kill. */
    void remember() {
        rolesSeen.addAll(ShopDatabase.roles());
    }

    /** The client meets the end of the server, one way or the other. */
    void over(CompletableFuture<Void> living) throws InterruptedException, TimeoutException {
        try {
            living.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException killed) {
            Throwable cause = killed.getCause();
            assertTrue(cause instanceof Fault || cause instanceof UncheckedIOException, killed::toString);
        }
    }

    /** No role, no connection, no token and no credential of the dead task works, and every act has its record. */
    void nothingIsLeft() throws IOException, InterruptedException {
        assertEquals(List.of(), ShopDatabase.roles());
        assertEquals(List.of(), ShopDatabase.sessions());
        for (QueryTarget.Login login : target.logins.values()) {
            assertThrows(
                    SQLException.class,
                    () -> ShopDatabase.POSTGRES.connect("shop", login.user(), login.password(), Map.of()));
            assertThrows(
                    SQLException.class,
                    () -> login.connection().createStatement().execute("select 1"));
        }
        tokenIsDead();
        ApiClient admin = at.admin();
        assertEquals(
                List.of(),
                admin.page(Endpoints.TASKS, TaskView.class, Map.of("living", "true"))
                        .items());
        assertEquals(
                List.of(),
                admin.page(Endpoints.GRANTS, GrantView.class, Map.of("open", "true"))
                        .items());
        GrantView.Orphans orphans = admin.get(Endpoints.ORPHANS, GrantView.Orphans.class, Map.of());
        assertEquals(new GrantView.Orphans(List.of(), List.of()), orphans);
        recordsAreWhole(admin.page(Endpoints.RECORDS, RecordView.class, Map.of("limit", "500")));
    }

    private void tokenIsDead() throws IOException, InterruptedException {
        if (agent.isEmpty()) {
            return;
        }
        TaskAgent dead = agent.get();
        int before = target.queries.size();
        HttpResponse<String> refused = http.send(
                dead.request(TaskAgent.call("query", "SELECT id FROM customers LIMIT 1")),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(401, refused.statusCode(), refused::body);
        assertEquals(before, target.queries.size());
        assertFalse(dead.task().heartbeat());
    }

    private void recordsAreWhole(Page<RecordView> page) {
        assertTrue(page.next().isEmpty());
        Records records = new Records(page.items());
        assertEquals(records.texts("task_opened", "task"), records.texts("task_ended", "task"));
        assertEquals(records.texts("grant_minting", "grant"), records.completeReceipts());
        assertEquals(records.allowed(), records.numbers("happened", "decision"));
        assertTrue(records.texts("grant_minting", "principal").containsAll(rolesSeen), rolesSeen::toString);
        assertTrue(records.texts("grant_minted", "principal").containsAll(target.logins.keySet()), page::toString);
        assertTrue(records.allowed().size() >= target.queries.size(), page::toString);
        agent.ifPresent(known -> {
            assertTrue(
                    records.texts("task_opened", "task").contains(known.task().task()));
            assertTrue(
                    records.texts("token_issued", "task").contains(known.task().task()));
        });
    }

    /** Offline, with the public key alone. */
    void ledgerVerifies() throws IOException {
        NoteVerifier key = NoteVerifier.parse(
                Files.readString(at.data().resolve("keys/ledger.pub")).strip());
        VerifierReport report = LedgerVerifier.verify(at.data().resolve("ledger"), key);
        VerifierReport.Ok ok = assertInstanceOf(VerifierReport.Ok.class, report);
        assertEquals(ok.records(), ok.covered());
    }
}
