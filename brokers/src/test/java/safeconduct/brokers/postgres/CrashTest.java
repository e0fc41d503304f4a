package safeconduct.brokers.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import safeconduct.caller.TaskId;
import safeconduct.grant.Credential;
import safeconduct.grant.CredentialBroker.Order;
import safeconduct.grant.Receipt;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Secret;
import safeconduct.policy.DatabaseScope.Right;
import safeconduct.testkit.Program;

/** The broker's process is killed at every point of minting and of taking back; another one must find and remove it all. */
class CrashTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    @ParameterizedTest
    @EnumSource(Point.class)
    void leavesNothingThatAnotherBrokerCannotTakeBack(Point point) throws Exception {
        Order order = Shop.order(Shop.customers(), Shop.ordersOf(1, Set.of(Right.SELECT, Right.INSERT)));
        try (PostgresBroker fresh = Shop.broker();
                Program broker = Program.start(Program.Start.of(
                        Victim.class,
                        Integer.toString(Shop.SERVER.port()),
                        order.task().value(),
                        point.name()))) {
            broker.awaitLine(("waiting at " + point)::equals, BOUND);
            broker.kill();

            String principal = fresh.principal(order);
            boolean left = point.compareTo(Point.MINT_COMMITTED) >= 0 && point.compareTo(Point.REVOKE_ROLE_DROPPED) < 0;
            assertEquals(left ? List.of(principal) : List.of(), fresh.made());
            Receipt receipt = fresh.revoke(principal, Optional.empty());

            assertTrue(receipt.complete(), receipt::toString);
            assertEquals(Receipt.Probe.ABSENT, receipt.probe());
            assertEquals(List.of(), fresh.made());
            assertEquals(List.of(), Shop.tracesOf(principal));
            for (Program.Line line : broker.lines()) {
                if (line.text().startsWith("password ")) {
                    String password = line.text().substring("password ".length());
                    assertThrows(SQLException.class, () -> Shop.SERVER.connect("shop", principal, password, Map.of()));
                }
            }
        }
    }

    @Test
    void endsATransactionThatIsStillMakingTheRole() throws Exception {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch revoked = new CountDownLatch(1);
        Order order = Shop.order(Shop.customers());
        PostgresBroker slow = Shop.broker(Shop.settings(), point -> {
            if (point == Point.MINT_CHECKED) {
                making.countDown();
                awaitRevocation(revoked);
            }
        });
        try (slow;
                PostgresBroker fresh = Shop.broker()) {
            CompletableFuture<Fault> minting =
                    CompletableFuture.supplyAsync(() -> assertThrows(Fault.class, () -> slow.mint(order)));
            assertTrue(making.await(20, TimeUnit.SECONDS));
            Receipt receipt = fresh.revoke(fresh.principal(order), Optional.empty());
            revoked.countDown();
            assertTrue(receipt.complete(), receipt::toString);
            assertEquals("minting", receipt.steps().getFirst().name());
            assertEquals(Fault.Code.UNAVAILABLE, minting.join().code());
            assertEquals(List.of(), Shop.tracesOf(fresh.principal(order)));
        }
    }

    private static void awaitRevocation(CountDownLatch revoked) {
        try {
            assertTrue(revoked.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /** Mints for a task and takes back, and hangs at a point until it is killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) {
            PostgresSettings settings = new PostgresSettings(
                    new PostgresSettings.Server("127.0.0.1", Integer.parseInt(args[0]), "shop", "prefer"),
                    "safeconduct_broker",
                    "file:broker",
                    3,
                    Duration.ofSeconds(30));
            Point.Listener hangs = reached -> {
                if (reached.name().equals(args[2])) {
                    System.out.println("waiting at " + reached);
                    hang();
                }
            };
            Connections connections =
                    new Connections(settings, reference -> Secret.of("of the broker"), Connections.Patience.USUAL);
            try (PostgresBroker broker = new PostgresBroker(
                    new safeconduct.catalog.TargetName("shop-db"),
                    connections,
                    safeconduct.kernel.Time.system(),
                    hangs)) {
                Order order = Orders.order(new TaskId(args[1]));
                if (broker.mint(order) instanceof safeconduct.grant.CredentialBroker.Minting.Minted minted) {
                    Credential credential = minted.credential();
                    System.out.println(
                            "password " + credential.field("password").reveal());
                    System.out.println(broker.revoke(credential.principal(), Optional.of(credential)));
                }
            }
        }

        private static void hang() {
            try {
                Thread.currentThread().join();
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
