package safeconduct.brokers.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import safeconduct.grant.Credential;
import safeconduct.policy.DatabaseScope.Right;

class SweepTest {

    private final PostgresBroker broker = Shop.broker(
            new PostgresSettings(Shop.settings().server(), Shop.BROKER, "file:broker", 3, Duration.ofMillis(400)),
            Point.Listener.NONE);

    @AfterEach
    void leavesNothing() throws Exception {
        Shop.takeBackAll(broker);
        broker.close();
    }

    @Test
    void cancelsAStatementOfARoleThatHasLiftedItsOwnLimit() throws Exception {
        Credential credential = Shop.minted(broker, Shop.order(Shop.customers()));
        try (Connection task = Shop.connect(credential)) {
            assertEquals(
                    "57014",
                    assertThrows(SQLException.class, () -> Shop.query(task, "SELECT pg_sleep(60)"))
                            .getSQLState());
            Shop.execute(task, "SET statement_timeout = 0");
            CompletableFuture<SQLException> endless = CompletableFuture.supplyAsync(
                    () -> assertThrows(SQLException.class, () -> Shop.query(task, "SELECT pg_sleep(60)")));
            Shop.await("the sweep cancels it", () -> !broker.sweep().isEmpty());
            assertEquals("57014", endless.get(10, TimeUnit.SECONDS).getSQLState());
            assertTrue(task.isValid(2), "the session itself goes on");
        }
    }

    @Test
    void endsASessionThatWillNotBeCancelled() throws Exception {
        Credential credential = Shop.minted(broker, Shop.order(Shop.customers()));
        try (Connection task = Shop.connect(credential)) {
            Shop.execute(task, "SET statement_timeout = 0");
            CompletableFuture<SQLException> stubborn = CompletableFuture.supplyAsync(() -> assertThrows(
                    SQLException.class,
                    () -> Shop.execute(
                            task,
                            "DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(60);"
                                    + " EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$")));
            Shop.await("the session is ended", () -> {
                broker.sweep();
                return stubborn.isDone();
            });
            assertEquals("57P01", stubborn.join().getSQLState());
        }
    }

    @Test
    void endsATransactionThatIsLeftOpen() throws Exception {
        Credential credential = Shop.minted(broker, Shop.order(Shop.ordersOf(4, Set.of(Right.SELECT, Right.UPDATE))));
        try (Connection task = Shop.connect(credential)) {
            Shop.execute(task, "SET idle_in_transaction_session_timeout = 0", "BEGIN", "UPDATE orders SET total = 1");
            Shop.await("the sweep ends it", () -> !broker.sweep().isEmpty());
            assertFalse(task.isValid(2));
        }
    }

    @Test
    void endsASessionThatOutlivesTheTimeOfItsRole() throws Exception {
        Credential credential =
                Shop.minted(broker, Shop.until(Shop.order(Shop.customers()), until -> until.minusSeconds(598)));
        try (Connection task = Shop.connect(credential)) {
            Shop.await(
                    "its time is over",
                    () -> broker.sweep().stream().anyMatch(line -> line.contains("its time is over")));
            assertFalse(task.isValid(2));
        }
    }

    @Test
    void endsAnySessionThatIsStillStartingAtTheNextSweep() throws Exception {
        Credential credential = Shop.minted(broker, Shop.order(Shop.customers()));
        CompletableFuture<SQLException> hangs = CompletableFuture.supplyAsync(() -> assertThrows(
                SQLException.class,
                () -> Shop.connect(credential, "shop", Map.of("options", "-c post_auth_delay=60"))));
        Shop.await("the sweep ends it", () -> broker.sweep().contains("ended 1 sessions that were still starting"));
        assertEquals("57P01", hangs.get(10, TimeUnit.SECONDS).getSQLState());
    }

    @Test
    void leavesWhatIsInOrderAlone() throws Exception {
        Credential credential = Shop.minted(broker, Shop.order(Shop.customers()));
        try (Connection task = Shop.connect(credential)) {
            assertEquals(List.of(), broker.sweep());
            assertTrue(task.isValid(2));
        }
    }
}
