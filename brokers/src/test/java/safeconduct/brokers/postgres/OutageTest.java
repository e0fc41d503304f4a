package safeconduct.brokers.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import safeconduct.grant.Credential;
import safeconduct.grant.CredentialBroker.Order;
import safeconduct.grant.Receipt;
import safeconduct.kernel.Fault;

class OutageTest {

    private static final Connections.Patience SHORT = new Connections.Patience(
            Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofMillis(500));

    private final PostgresBroker broker = Shop.broker(Shop.settings(), Point.Listener.NONE, SHORT);

    @AfterEach
    void leavesNothing() throws Exception {
        try (PostgresBroker patient = Shop.broker()) {
            Shop.takeBackAll(patient);
        }
        broker.close();
    }

    @Test
    void takesBackLaterWhatCouldNotBeTakenBackWhileTheServerWasAway() {
        Credential credential = Shop.minted(broker, Shop.order(Shop.customers()));
        Shop.SERVER.crash();
        Receipt away = broker.revoke(credential.principal(), Optional.of(credential));
        Fault notMinted = assertThrows(Fault.class, () -> broker.mint(Shop.order(Shop.customers())));
        Fault notListed = assertThrows(Fault.class, broker::made);
        var findings = broker.examine();
        Shop.SERVER.restart();

        assertFalse(away.complete());
        assertEquals(Receipt.Probe.UNVERIFIABLE, away.probe());
        assertTrue(away.problem().contains("could not be tried out"), away.problem());
        assertEquals(Fault.Code.UNAVAILABLE, notMinted.code());
        assertEquals(Fault.Code.UNAVAILABLE, notListed.code());
        assertEquals("target_unavailable", findings.getFirst().code());
        assertTrue(findings.getFirst().blocking());
        Receipt back = broker.revoke(credential.principal(), Optional.of(credential));
        assertTrue(back.complete(), back::toString);
    }

    @Test
    void givesUpInTimeOnAServerThatDoesNotAnswer() {
        Credential credential = Shop.minted(broker, Shop.order(Shop.customers()));
        Receipt stuck;
        try (PostgresBroker unconnected = Shop.broker(Shop.settings(), Point.Listener.NONE, SHORT)) {
            Shop.SERVER.freeze();
            stuck = unconnected.revoke(credential.principal(), Optional.of(credential));
        } finally {
            Shop.SERVER.thaw();
        }
        assertFalse(stuck.complete());
        assertEquals(Receipt.Probe.UNVERIFIABLE, stuck.probe());
        assertTrue(stuck.took().compareTo(Duration.ofSeconds(15)) < 0, stuck::toString);
    }

    @Test
    void survivesAServerThatGoesAwayInTheMiddle() {
        for (Point point : Point.values()) {
            boolean[] once = new boolean[1];
            PostgresBroker broken = Shop.broker(Shop.settings(), reached -> {
                if (reached == point && !once[0]) {
                    once[0] = true;
                    endSessionsOfTheBroker();
                }
            });
            Order order = Shop.order(Shop.customers());
            try (broken) {
                broken.mint(order);
                broken.revoke(broken.principal(order), Optional.empty());
            } catch (Fault away) {
                assertEquals(Fault.Code.UNAVAILABLE, away.code());
            }
            assertTrue(once[0], point.name());
            try (PostgresBroker fresh = Shop.broker()) {
                assertTrue(
                        fresh.revoke(fresh.principal(order), Optional.empty()).complete(), point.name());
            }
        }
    }

    private static void endSessionsOfTheBroker() {
        try {
            Shop.SERVER.execute(
                    "shop",
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '" + Shop.BROKER
                            + "'");
        } catch (java.sql.SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void isIncompleteWhileSomebodyHoldsTheRole() throws Exception {
        Credential credential = Shop.minted(broker, Shop.order(Shop.customers()));
        try (var superuser = Shop.SERVER.connect("shop")) {
            superuser.setAutoCommit(false);
            Shop.execute(superuser, "GRANT SELECT ON audit TO \"" + credential.principal() + "\"");
            Receipt stuck = broker.revoke(credential.principal(), Optional.of(credential));
            assertFalse(stuck.complete());
            assertEquals(Receipt.Probe.REFUSED, stuck.probe(), "its log-in was shut first");
            superuser.rollback();
        }
        Receipt done = broker.revoke(credential.principal(), Optional.of(credential));
        assertTrue(done.complete(), done::toString);
    }
}
