package safeconduct.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import safeconduct.grant.Grant;
import safeconduct.grant.GrantSamples;
import safeconduct.kernel.Fault;
import safeconduct.policy.DatabaseScope;
import safeconduct.policy.PolicyEngine.Usage;
import safeconduct.task.TaskSamples;

class WireTest {

    @Test
    void writesATaskInSnakeCaseAndReadsItBack() {
        TaskView task = TaskView.of(new TaskSamples(1).next(), Optional.of(new Usage(1, 2, 3)));
        JsonNode tree = Wire.tree(task);
        assertTrue(tree.has("acting_for"));
        assertFalse(tree.has("end_reason"), "what is absent is left out");
        assertEquals("2026-11-23T12:10:00.001Z", tree.at("/envelope/deadline").asText());
        assertEquals(task, Wire.read(Wire.bytes(task), TaskView.class));
    }

    @Test
    void saysAllRowsWhereNothingTiesThem() {
        AccessView crm = TaskView.of(new TaskSamples(1).next(), Optional.empty())
                .envelope()
                .targets()
                .getFirst();
        assertEquals("id = 42", crm.tables().orElseThrow().getFirst().rows());
        AccessView.TableView loose = AccessView.TableView.of(
                new DatabaseScope.Table("public.orders", Set.of(), List.of(), Optional.empty()));
        assertEquals("all rows", loose.rows());
    }

    @Test
    void readsAPageBack() {
        GrantSamples samples = new GrantSamples(1);
        Grant grant = samples.next(samples.nextTask());
        Page<GrantView> page =
                new Page<>(List.of(GrantView.of(grant.with(GrantSamples.receipt(grant, true)))), Optional.of("next"));
        assertEquals(page, Wire.readPage(Wire.bytes(page), GrantView.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}x",
                "{\"reason\":\"explicit\",\"extra\":1}",
                "{\"reason\":1,\"reason\":2}",
                "{",
                "{\"reason\":{}}"
            })
    void refusesWhatIsNoSuchRecord(String body) {
        Fault refused =
                assertThrows(Fault.class, () -> Wire.read(body.getBytes(StandardCharsets.UTF_8), EndRequest.class));
        assertEquals(Fault.Code.INVALID, refused.code());
    }
}
