package safeconduct.gateway.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {

    private static final String LISTEN =
            "{\"jsonrpc\":\"2.0\",\"id\":\"l-1\",\"method\":\"subscriptions/listen\",\"params\":{" + World.META
                    + ",\"notifications\":{\"toolsListChanged\":true,\"promptsListChanged\":true}}}";

    private final World world = new World();

    @BeforeEach
    void statelessTarget() {
        world.target.stateless();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void subscribesAtATargetOfTheSameEraAndPassesNoDataOn() throws Exception {
        world.target.on("subscriptions/listen", (m, t) -> {
            t.event(
                    "data:"
                        + " {\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\",\"params\":{\"notifications\":{}}}");
            t.event("data:"
                    + " {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"data\":\"STOLEN\"}}");
            t.event("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
            t.event("data: {\"jsonrpc\":\"2.0\",\"id\":" + m.get("id") + ",\"result\":{\"resultType\":\"complete\"}}");
            t.close();
        });
        World.Got got = world.post(LISTEN, World.stateless("subscriptions/listen", ""));
        assertTrue(got.body().contains("acknowledged") && got.body().contains("tools/list_changed"), got.body());
        assertFalse(got.body().contains("STOLEN"));
        assertEquals(
                LISTEN, world.target.heard("subscriptions/listen").getFirst().body());
    }

    @Test
    void listensToATargetOfTheOtherEraUntilTheTaskEnds() throws Exception {
        try (World mixed = new World()) {
            CountDownLatch listening = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            mixed.target.on("GET", (m, t) -> {
                t.event("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
                listening.countDown();
                release.await(20, TimeUnit.SECONDS);
            });
            var stream = mixed.stream(LISTEN, World.stateless("subscriptions/listen", ""));
            assertTrue(listening.await(10, TimeUnit.SECONDS));
            mixed.mcp.taskEnded(Callers.task(1));
            String all = new String(stream.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            release.countDown();
            assertTrue(
                    all.contains(
                            "\"params\":{\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":\"l-1\"},\"notifications\":{\"toolsListChanged\":true}}"),
                    all);
            assertTrue(all.contains("\"result\":{\"resultType\":\"complete\""), all);
        }
    }
}
