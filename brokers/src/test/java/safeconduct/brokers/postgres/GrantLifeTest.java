package safeconduct.brokers.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import safeconduct.caller.AgentName;
import safeconduct.caller.TaskId;
import safeconduct.caller.Voucher;
import safeconduct.catalog.Target;
import safeconduct.grant.Brokers;
import safeconduct.grant.Credential;
import safeconduct.grant.CredentialBroker.Order;
import safeconduct.grant.Grant;
import safeconduct.grant.GrantBook;
import safeconduct.grant.GrantDesk;
import safeconduct.grant.Holding;
import safeconduct.grant.MemoryGrants;
import safeconduct.grant.Receipt;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Ids;
import safeconduct.kernel.Json;
import safeconduct.kernel.Time;
import safeconduct.policy.Budgets;
import safeconduct.policy.Envelope;
import safeconduct.record.Event;
import safeconduct.record.MemoryJournal;
import safeconduct.record.StateGate;

/** The domain's own way of making, holding and taking back grants, on a real server. */
class GrantLifeTest {

    private final PostgresBroker broker = Shop.broker();
    private final MemoryJournal journal = new MemoryJournal(Time.system());
    private final MemoryGrants grants = new MemoryGrants();
    private final GrantDesk desk = desk();

    private GrantDesk desk() {
        return new GrantDesk(
                grants,
                new GrantBook(grants, journal, new StateGate(journal)),
                Brokers.fixed(Map.of(Orders.TARGET, broker)),
                Ids.system(),
                Time.system());
    }

    @AfterEach
    void leavesNothing() throws Exception {
        Shop.takeBackAll(broker);
        broker.close();
    }

    @Test
    void endsOpenSessionsAndLeavesAReceiptInTheLedger() throws Exception {
        TaskId task = Orders.task();
        Credential credential = held(desk, task);
        try (Connection open = Shop.connect(credential)) {
            List<Receipt> receipts = desk.close(task);
            assertEquals(1, receipts.size());
            assertTrue(receipts.getFirst().complete(), receipts::toString);
            assertEquals(Receipt.Probe.REFUSED, receipts.getFirst().probe());
            assertFalse(open.isValid(2));
        }
        Event.GrantRevoked revoked = journal.all(Event.GrantRevoked.class).getFirst();
        assertEquals("refused", revoked.probe());
        assertEquals(1, revoked.sessions());
        assertEquals(List.of(), Shop.tracesOf(credential.principal()));
        assertEquals(List.of(), desk.close(task), "nothing is left to take back");
    }

    @Test
    void neverWritesThePasswordDown() {
        TaskId task = Orders.task();
        String password = held(desk, task).field("password").reveal();
        desk.close(task);
        for (long i = 0; i < journal.size(); i++) {
            assertFalse(journal.read(i).toString().contains(password));
        }
        assertFalse(grants.of(task).toString().contains(password));
    }

    @Test
    void makesOneRoleForManyCallsAtOnce() {
        TaskId task = Orders.task();
        List<CompletableFuture<Credential>> calls = java.util.stream.IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> held(desk, task), runnable -> Thread.ofVirtual().start(runnable)))
                .toList();
        assertEquals(1, calls.stream().map(CompletableFuture::join).distinct().count());
        assertEquals(1, broker.made().size());
        assertEquals(1, grants.of(task).size());
    }

    @Test
    void takesBackAfterARestartWhatItOnlyKnowsByItsRow() throws Exception {
        TaskId task = Orders.task();
        Credential credential = held(desk, task);
        GrantDesk restarted = desk();
        Receipt receipt = restarted.close(task).getFirst();
        assertTrue(receipt.complete(), receipt::toString);
        assertEquals(Receipt.Probe.ABSENT, receipt.probe());
        assertThrows(SQLException.class, () -> Shop.connect(credential));
        assertEquals(
                List.of(Grant.State.REVOKED),
                grants.of(task).stream().map(Grant::state).toList());
    }

    @Test
    void goesOnWithWhatATargetThatIsAwayHeldUp() {
        TaskId task = Orders.task();
        held(desk, task);
        Shop.SERVER.crash();
        Receipt away = desk.close(task).getFirst();
        Fault none = assertThrows(Fault.class, () -> held(desk, Orders.task()));
        Shop.SERVER.restart();
        assertFalse(away.complete());
        assertEquals(Fault.Code.UNAVAILABLE, none.code());
        assertTrue(desk.close(task).getFirst().complete());
    }

    @Test
    void removesARoleThatNoRowExplains() throws Exception {
        Order unknown = Shop.order(Shop.customers());
        Credential lost = Shop.minted(broker, unknown);
        TaskId living = Orders.task();
        Credential kept = held(desk, living);
        assertEquals(List.of(lost.principal()), desk.orphans(Orders.TARGET));
        desk.sweep(Orders.TARGET);
        assertEquals(List.of(kept.principal()), broker.made());
        assertEquals(
                lost.principal() + " removed",
                journal.all(Event.Found.class).getFirst().text());
        assertThrows(SQLException.class, () -> Shop.connect(lost));
    }

    @Test
    void recordsWhyARoleWasNotMade() throws Exception {
        Shop.SERVER.execute("shop", "GRANT SELECT ON audit TO PUBLIC");
        try {
            assertInstanceOf(Holding.Refused.class, desk.hold(wanted(Orders.task(), new AtomicBoolean(true))));
            Event.GrantRefused refused = journal.all(Event.GrantRefused.class).getFirst();
            assertEquals(List.of("select table public.audit"), refused.excess());
            assertEquals(List.of(), broker.made());
        } finally {
            Shop.SERVER.execute("shop", "REVOKE SELECT ON audit FROM PUBLIC");
        }
    }

    @Test
    void makesNothingForATaskThatIsOver() {
        assertInstanceOf(Holding.Refused.class, desk.hold(wanted(Orders.task(), new AtomicBoolean(false))));
        assertEquals(List.of(), broker.made());
    }

    private static Credential held(GrantDesk desk, TaskId task) {
        return switch (desk.hold(wanted(task, new AtomicBoolean(true)))) {
            case Holding.Held(var credential) -> credential.orElseThrow();
            case Holding.Refused(var denial, var excess) -> throw new AssertionError(denial + " " + excess);
        };
    }

    private static GrantDesk.Wanted wanted(TaskId task, AtomicBoolean active) {
        Order order = Orders.order(task);
        Envelope envelope = new Envelope(
                "answer-ticket",
                Json.object(),
                Voucher.AGENT,
                Map.of(Orders.TARGET, order.access()),
                "demo",
                Set.of(),
                new Budgets(10, 10, 10, Duration.ofMinutes(1)),
                order.until(),
                Duration.ofMinutes(1),
                Digest.of("rules"));
        Target target = new Target(
                Orders.TARGET,
                "demo",
                new Target.Connection.Http(URI.create("http://127.0.0.1:1/mcp"), Map.of()),
                Map.of(),
                Optional.of(new Target.BrokerSettings("postgresql", Json.object())));
        return new GrantDesk.Wanted(task, new AgentName("support-triage"), target, envelope, active::get);
    }
}
