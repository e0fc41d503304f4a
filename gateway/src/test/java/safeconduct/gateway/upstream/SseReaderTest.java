package safeconduct.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safeconduct.gateway.upstream.SseReader.Event;
import safeconduct.kernel.Fault;

class SseReaderTest {

    record Row(String name, String text, List<Event> events) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> streams() {
        return Stream.of(
                new Row("one event", "event: message\ndata: {}\n\n", List.of(new Event("", "{}", -1))),
                new Row("no space", "data:{}\n\n", List.of(new Event("", "{}", -1))),
                new Row(
                        "CR LF",
                        "id: 7\r\ndata: a\r\n\r\ndata: b\r\n\r\n",
                        List.of(new Event("7", "a", -1), new Event("", "b", -1))),
                new Row("CR alone", "data: a\r\rdata: b\r\r", List.of(new Event("", "a", -1), new Event("", "b", -1))),
                new Row("several lines", "data: a\ndata: b\n\n", List.of(new Event("", "a\nb", -1))),
                new Row("comments", ":\n\n: ping\n\ndata: a\n\n", List.of(new Event("", "a", -1))),
                new Row("an id and a wait", "id: 1\nretry: 20\ndata:\n\n", List.of(new Event("1", "", 20))),
                new Row("another field", "database: x\ndata: a\n\n", List.of(new Event("", "a", -1))),
                new Row("cut off", "data: a\n\ndata: b\n", List.of(new Event("", "a", -1))),
                new Row("an absurd wait", "retry: 99999999999999\ndata: a\n\n", List.of(new Event("", "a", -1))));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void readsEvents(Row row) throws IOException {
        SseReader reader = new SseReader(new ByteArrayInputStream(row.text().getBytes(StandardCharsets.UTF_8)), 1000);
        List<Event> events = new ArrayList<>();
        for (Optional<Event> event = reader.next(); event.isPresent(); event = reader.next()) {
            events.add(event.get());
        }
        assertEquals(row.events(), events);
    }

    @Test
    void endsALineWithoutEnd() {
        assertThrows(Fault.class, () -> new SseReader(new Endless("a"), 10_000).next());
    }

    @Test
    void endsAnEventWithoutEnd() {
        assertThrows(Fault.class, () -> new SseReader(new Endless("data: a\n"), 1_000).next());
    }

    /** The same again and again. */
    private static final class Endless extends InputStream {
        private final String text;
        private int at;

        Endless(String text) {
            this.text = text;
        }

        @Override
        public int read() {
            return text.charAt(at++ % text.length());
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            for (int i = 0; i < length; i++) {
                into[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
