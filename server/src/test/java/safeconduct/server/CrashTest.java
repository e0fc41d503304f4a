package safeconduct.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.kernel.Fault;
import safeconduct.testkit.Program;

/** The whole server is killed with SIGKILL at a step of minting, of a call or of ending, and started again. */
class CrashTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** In the order in which they are passed. */
    static Stream<String> points() {
        return Stream.of(
                "before TaskOpened",
                "after TaskOpened",
                "saved task ACTIVE",
                "after TokenIssued",
                "after Decided",
                "after GrantMinting",
                "saved grant MINTING",
                "MINT_ROLE_MADE",
                "MINT_GRANTED",
                "MINT_COMMITTED",
                "MINT_PROVEN",
                "after GrantMinted",
                "saved grant MINTED",
                "before Happened",
                "after Happened",
                "after TaskEnding",
                "saved task ENDING",
                "REVOKE_LOGIN_REFUSED",
                "REVOKE_SESSIONS_ENDED",
                "REVOKE_OWNED_DROPPED",
                "REVOKE_ROLE_DROPPED",
                "before GrantRevoked",
                "after GrantRevoked",
                "saved grant REVOKED",
                "before TaskEnded",
                "after TaskEnded",
                "saved task ENDED");
    }

    @ParameterizedTest
    @MethodSource("points")
    void leavesNothingThatActsAndEveryActOnRecord(String point) throws Exception {
        try (QueryTarget target = new QueryTarget();
                HttpClient http = HttpClient.newHttpClient()) {
            Installation at = Installation.in(folder, target);
            Life life = new Life(at, target, http);
            killAt(point, at, life, life::live);
            leavesNothing(at, life);
        }
    }

    /** @param opened whether the task was open when the state was copied */
    record Restored(String point, boolean opened) {}

    static Stream<Restored> restored() {
        return Stream.of(
                new Restored("MINT_COMMITTED", false),
                new Restored("saved grant MINTED", true),
                new Restored("REVOKE_SESSIONS_ENDED", false),
                new Restored("saved task ENDED", true));
    }

    @ParameterizedTest
    @MethodSource("restored")
    void leavesNothingEitherWhenTheStateIsRestoredFromAnOlderCopy(Restored row) throws Exception {
        try (QueryTarget target = new QueryTarget();
                HttpClient http = HttpClient.newHttpClient()) {
            Installation at = Installation.in(folder.resolve("installation"), target);
            Life life = new Life(at, target, http);
            StateCopy copy = new StateCopy(at.data(), folder.resolve("copy"));
            killAt(row.point(), at, life, () -> {
                if (row.opened()) {
                    life.open();
                    copy.take();
                } else {
                    copy.take();
                    life.open();
                }
                life.work();
                life.end();
            });
            copy.restore();
            leavesNothing(at, life);
        }
    }

    @Test
    void leavesNothingWhenItIsKilledAgainWhileItRecovers() throws Exception {
        try (QueryTarget target = new QueryTarget();
                HttpClient http = HttpClient.newHttpClient()) {
            Installation at = Installation.in(folder, target);
            Life life = new Life(at, target, http);
            killAt("before Happened", at, life, life::live);
            try (Program recovering = start(at, "REVOKE_LOGIN_REFUSED", true)) {
                recovering.awaitLine("waiting at REVOKE_LOGIN_REFUSED"::equals, BOUND);
                recovering.kill();
                assertFalse(recovering.printed().contains("serving at"), "a door opened before recovery was done");
            }
            leavesNothing(at, life);
        }
    }

    @Test
    void refusesALedgerThatIsOlderThanTheState() throws Exception {
        try (QueryTarget target = new QueryTarget();
                HttpClient http = HttpClient.newHttpClient()) {
            Installation at = Installation.in(folder.resolve("installation"), target);
            Server.start(at.root()).close();
            StateCopy ledger = new StateCopy(at.data().resolve("ledger"), folder.resolve("copy"));
            ledger.take();
            Life life = new Life(at, target, http);
            try (Server server = Server.start(at.root())) {
                assertTrue(server.port() > 0);
                life.live();
            }
            ledger.restore();
            Fault refused = assertThrows(Fault.class, () -> Server.start(at.root()));
            assertEquals(Fault.Code.INVALID, refused.code());
            assertTrue(String.valueOf(refused.getMessage()).contains("the ledger was cut or replaced"));
        }
    }

    private static void leavesNothing(Installation at, Life life) throws Exception {
        try (Server again = Server.start(at.root())) {
            assertEquals(at.port(), again.port());
            life.nothingIsLeft();
        }
        life.ledgerVerifies();
    }

    private static void killAt(String point, Installation at, Life life, Runnable story) throws Exception {
        try (Program victim = start(at, point, false)) {
            victim.awaitLine(line -> line.startsWith("serving at"), BOUND);
            // Nobody waits for a point that is not reached.
            CompletableFuture<Void> living =
                    CompletableFuture.runAsync(story).whenComplete((nothing, early) -> victim.kill());
            awaitPoint(victim, point, living);
            life.remember();
            victim.kill();
            life.over(living);
        }
    }

    private static void awaitPoint(Program victim, String point, CompletableFuture<Void> living) {
        try {
            victim.awaitLine(("waiting at " + point)::equals, BOUND);
        } catch (IllegalStateException missed) {
            if (living.isCompletedExceptionally()) {
                missed.addSuppressed(living.exceptionNow());
            }
            throw missed;
        }
    }

    private static Program start(Installation at, String point, boolean recovering) {
        return Program.start(
                Program.Start.of(HaltingServer.class, at.root().toString(), point, Boolean.toString(recovering))
                        .withJvm(
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Djdk.pollerMode=1"));
    }
}
