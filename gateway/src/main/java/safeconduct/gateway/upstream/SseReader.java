package safeconduct.gateway.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import safeconduct.kernel.Fault;

/** Reads server-sent events; an event that grows beyond the limit ends it. For one thread. */
final class SseReader {

    /**
     * One event.
     *
     * @param id empty when it has none
     * @param data empty when it has none
     * @param retry milliseconds to wait before a stream is resumed, or -1
     */
    record Event(String id, String data, long retry) {
        boolean blank() {
            return id.isEmpty() && data.isEmpty() && retry < 0;
        }

        Event with(String field, String value) {
            return switch (field) {
                case "data" -> new Event(id, data.isEmpty() ? value : data + "\n" + value, retry);
                case "id" -> new Event(value, data, retry);
                case "retry" -> new Event(id, data, number(value));
                default -> this;
            };
        }

        private static long number(String text) {
            boolean digits =
                    !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
            return digits ? Long.parseLong(text) : -1;
        }
    }

    private static final Event NONE = new Event("", "", -1);

    private final Lines lines;
    private final int bytesMax;

    SseReader(InputStream in, int bytesMax) {
        this.lines = new Lines(in, bytesMax);
        this.bytesMax = bytesMax;
    }

    /** The next event that says anything; empty at the end. */
    Optional<Event> next() throws IOException {
        Event event = NONE;
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            String text = new String(line.get(), StandardCharsets.UTF_8);
            if (text.isEmpty() && !event.blank()) {
                return Optional.of(event);
            }
            int colon = text.indexOf(':');
            String value = colon < 0 ? "" : text.substring(colon + 1);
            event = event.with(
                    colon < 0 ? text : text.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
            if (event.data().length() > bytesMax) {
                throw new Fault(Fault.Code.UNAVAILABLE, "the target sent an event of more than " + bytesMax + " bytes");
            }
        }
        return Optional.empty();
    }
}
