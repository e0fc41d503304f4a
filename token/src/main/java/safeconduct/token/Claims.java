package safeconduct.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import safeconduct.kernel.Fault;

/** Reads claims strictly: each has its form, and a claim of another form is an error, never absent. */
public record Claims(ObjectNode json) {

    private static final BigDecimal SECONDS_MAX = BigDecimal.valueOf(253_402_300_799L); // The end of the year 9999.

    /** @throws Fault INVALID when it is not there, empty, or no text */
    public String text(String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw invalid(name, "text");
        }
        return value.textValue();
    }

    public Optional<String> optionalText(String name) {
        return json.has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** One text, or a list of texts that is not empty. */
    public List<String> texts(String name) {
        JsonNode value = json.path(name);
        if (value.isTextual()) {
            return List.of(text(name));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!value.isArray() || !element.isTextual() || element.textValue().isEmpty()) {
                throw invalid(name, "text or a list of texts");
            }
            texts.add(element.textValue());
        }
        if (texts.isEmpty()) {
            throw invalid(name, "text or a list of texts");
        }
        return texts;
    }

    /** Seconds since 1970, whole or not. */
    public Instant time(String name) {
        JsonNode value = json.path(name);
        if (!value.isNumber()) {
            throw invalid(name, "a number of seconds");
        }
        BigDecimal seconds = value.decimalValue();
        if (seconds.signum() < 0 || seconds.scale() > 9 || seconds.compareTo(SECONDS_MAX) > 0) {
            throw invalid(name, "seconds between 1970 and 9999");
        }
        long whole = seconds.longValue();
        BigDecimal rest = seconds.subtract(BigDecimal.valueOf(whole));
        return Instant.ofEpochSecond(whole, rest.movePointRight(9).longValue());
    }

    public Optional<Instant> optionalTime(String name) {
        return json.has(name) ? Optional.of(time(name)) : Optional.empty();
    }

    public ObjectNode object(String name) {
        if (json.path(name) instanceof ObjectNode object) {
            return object;
        }
        throw invalid(name, "an object");
    }

    private static Fault invalid(String name, String expected) {
        return new Fault(Fault.Code.INVALID, "claim `" + name + "` is not " + expected);
    }
}
