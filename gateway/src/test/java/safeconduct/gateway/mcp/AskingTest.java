package safeconduct.gateway.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import safeconduct.approval.Approval;
import safeconduct.catalog.Tool.ResultShape;

class AskingTest {

    private final World world = new World();
    private Map<String, String> session = Map.of();

    @BeforeEach
    void open() throws Exception {
        session = world.session();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private JsonNode call(String tool, String arguments) throws Exception {
        return world.post(World.call("1", tool, arguments), session).result();
    }

    @Test
    void aCallThatAPersonMustAllowIsPendingWithAnId() throws Exception {
        world.door.asks.add("query");
        JsonNode result = call("query", "{}");
        assertTrue(result.path("isError").asBoolean());
        JsonNode pending = result.path("structuredContent");
        assertEquals("approval_pending", pending.path("code").asText());
        assertEquals(
                world.door.self.all().getFirst().id().value(),
                pending.path("approval").asText());
        assertTrue(result.path("content").path(0).path("text").asText().startsWith("Not done yet"), result.toString());
        assertEquals(List.of(), world.target.heard("tools/call"));
    }

    @Test
    void aYesThatComesSoonIsNotNoticed() throws Exception {
        world.door.asks.add("query");
        world.target.on("tools/call", (m, t) -> t.result(m.get("id"), "{\"content\":[]}"));
        Thread.startVirtualThread(() -> {
            try {
                World.until(() -> !world.door.self.all().isEmpty());
                world.door.self.answer(world.door.self.all().getFirst().id(), Approval.State.ALLOWED);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        JsonNode result = call("query", "{}");
        for (int i = 0; i < 20 && result.path("isError").asBoolean(); i++) {
            result = call("query", "{}"); // On a busy machine the hold may be over before the answer is there.
        }
        assertEquals("{\"content\":[]}", result.toString());
    }

    @Test
    void anAgentWaitsForTheAnswerByAToolOfTheDoor() throws Exception {
        world.door.asks.add("query");
        String id =
                call("query", "{}").path("structuredContent").path("approval").asText();
        JsonNode waiting =
                call("await_approval", "{\"approval\":\"" + id + "\"}").path("structuredContent");
        assertEquals("pending", waiting.path("state").asText());
        world.door.self.answer(world.door.self.all().getFirst().id(), Approval.State.DENIED);
        JsonNode said = call("await_approval", "{\"approval\":\"" + id + "\"}").path("structuredContent");
        assertEquals("denied", said.path("state").asText());
        assertEquals(
                "approval_denied",
                call("query", "{}").path("structuredContent").path("code").asText());
    }

    @Test
    void anAgentLearnsWhatItsTaskMayDo() throws Exception {
        JsonNode authority = call("my_authority", "{}").path("structuredContent");
        assertEquals(
                "query", authority.path("targets").path(0).path("tools").path(0).asText());
        assertEquals(
                "{\"calls\":7,\"rows\":8}",
                authority.path("targets").path(0).path("left").toString());
        assertEquals(0, world.door.decided.size());
    }

    @Test
    void anAgentAsksForAccess() throws Exception {
        JsonNode asked = call("request_access", "{\"target\":\"db\",\"tool\":\"drop\",\"reason\":\"old\"}");
        assertEquals("pending", asked.path("structuredContent").path("state").asText());
        assertTrue(call("request_access", "{\"target\":\"db\"}").path("isError").asBoolean());
    }

    @Test
    void somebodyElsesQuestionDoesNotExist() throws Exception {
        world.door.asks.add("query");
        String id =
                call("query", "{}").path("structuredContent").path("approval").asText();
        Map<String, String> other = world.session("{}", 2);
        JsonNode result = world.post(World.call("1", "await_approval", "{\"approval\":\"" + id + "\"}"), other)
                .result();
        assertTrue(result.path("isError").asBoolean());
        assertFalse(result.toString().contains("really"));
    }

    @Test
    void theDoorsToolsNeverHideOneOfTheTarget() throws Exception {
        world.door.add("db", world.target.connection(), ResultShape.UNKNOWN, "my_authority");
        world.target.on("tools/call", (m, t) -> t.result(m.get("id"), "{\"content\":[]}"));
        assertEquals("{\"content\":[]}", call("my_authority", "{}").toString());
    }
}
