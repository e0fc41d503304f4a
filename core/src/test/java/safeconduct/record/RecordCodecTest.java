package safeconduct.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

class RecordCodecTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Event REVOKED = new Event.GrantRevoked(
            "grt_1", "tsk_1", "db", "sc_x", List.of(new Event.Step("nologin", "", "t")), 2, "refused", true, "");

    @Test
    void writesOneCanonicalLine() {
        assertEquals(
                "{\"event\":{\"node\":\"n1\"},\"time\":\"2026-11-23T12:00:00Z\",\"type\":\"server_stopped\",\"v\":1}",
                new String(RecordCodec.encode(NOON, new Event.ServerStopped("n1")), StandardCharsets.UTF_8));
    }

    @Test
    void readsBackWhatItWrote() {
        assertEquals(new Recorded(7, NOON, REVOKED), RecordCodec.decode(7, RecordCodec.encode(NOON, REVOKED)));
    }

    @Test
    void refusesAnotherSpellingOfTheSameRecord() {
        byte[] spaced =
                " {\"event\":{\"node\":\"n1\"},\"time\":\"2026-11-23T12:00:00Z\",\"type\":\"server_stopped\",\"v\":1}"
                        .getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "record 0 is not canonical JSON",
                assertThrows(Fault.class, () -> RecordCodec.decode(0, spaced)).getMessage());
    }

    @Test
    void refusesAnUnknownTypeAndAnUnknownMember() {
        assertThrows(
                Fault.class,
                () -> RecordCodec.decode(0, bytes("{\"event\":{},\"time\":\"" + NOON + "\",\"type\":\"x\",\"v\":1}")));
        assertThrows(
                Fault.class,
                () -> RecordCodec.decode(
                        0,
                        bytes("{\"event\":{\"node\":\"n\",\"z\":1},\"time\":\"" + NOON
                                + "\",\"type\":\"server_stopped\",\"v\":1}")));
    }

    @Test
    void aCommitmentOpensOnlyWithItsSaltAndValue() {
        Hidden hidden = Hidden.of(Json.object().put("a", 1));
        Hidden other = Hidden.of(Json.object().put("a", 1));
        assertTrue(hidden.opens(hidden.commitment()));
        assertFalse(other.opens(hidden.commitment()));
        assertTrue(Hidden.reopened(hidden.salt(), hidden.value()).opens(hidden.commitment()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
