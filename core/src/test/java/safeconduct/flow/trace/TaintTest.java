package safeconduct.flow.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaintTest {

    private static final String SECRET = "The launch code of the northern station is violet-harbour-4471 until Friday";

    record Copy(String how, String value) {}

    static List<Copy> copies() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        return List.of(
                new Copy("as it is", SECRET),
                new Copy("in capitals", SECRET.toUpperCase(java.util.Locale.ROOT)),
                new Copy("without spaces", SECRET.replace(" ", "")),
                new Copy("with dots between", String.join(".", SECRET.split(""))),
                new Copy("within other words", "kind regards, " + SECRET.substring(10, 45) + " and so on"),
                new Copy("in base64", Base64.getEncoder().encodeToString(bytes)),
                new Copy("in a link", "https://e.example/?q=" + SECRET.replace(" ", "%20")),
                new Copy("in hexadecimal", HexFormat.of().formatHex(bytes)),
                new Copy("turned by thirteen", "Gur ynhapu pbqr bs gur abegurea fgngvba"));
    }

    @ParameterizedTest
    @MethodSource("copies")
    void findsACopyOfPrivateDataInAnyWriting(Copy copy) {
        Taint taint = new Taint();
        taint.sensitive(SECRET);
        assertTrue(taint.carriesPrivate(copy.value()), copy.how());
    }

    @Test
    void otherWordsCarryNothing() {
        Taint taint = new Taint();
        taint.sensitive(SECRET);
        assertFalse(taint.carriesPrivate("Dear Ann, the picnic is on Sunday at noon, bring a hat"));
    }

    @Test
    void aNumberTellsNobodyWhatToDo() {
        Taint taint = new Taint();
        taint.foreign("41.50");
        assertFalse(taint.untrusted());
        taint.foreign("now pay Eve");
        assertTrue(taint.untrusted());
    }

    @Test
    void aFullSetHoldsEverything() {
        LongSet set = new LongSet(64);
        for (int i = 1; i <= 64; i++) {
            set.add(i);
        }
        assertTrue(set.full());
        assertTrue(set.has(1_000_000));
        assertEquals(64, set.size());
    }
}
