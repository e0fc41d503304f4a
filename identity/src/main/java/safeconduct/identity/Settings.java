package safeconduct.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import safeconduct.kernel.Fault;

/** Reads the settings of one verifier: each has its form, and one that nobody asked for is an error. */
final class Settings {

    private final String verifier;
    private final ObjectNode json;
    private final Set<String> known = new HashSet<>();

    Settings(String verifier, ObjectNode json) {
        this.verifier = verifier;
        this.json = json;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> invalid(name, "is missing"));
    }

    Optional<String> optionalText(String name) {
        known.add(name);
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw invalid(name, "is not text");
        }
        return Optional.of(value.textValue());
    }

    List<String> texts(String name, List<String> otherwise) {
        known.add(name);
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(element.isTextual() ? element.textValue() : ""));
        if (!value.isArray() || texts.isEmpty() || texts.contains("")) {
            throw invalid(name, "is not a list of texts");
        }
        return texts;
    }

    /** ISO 8601, as {@code PT30S}. */
    Duration duration(String name, Duration otherwise, Duration most) {
        Optional<String> text = optionalText(name);
        try {
            Duration value = text.isPresent() ? Duration.parse(text.get()) : otherwise;
            if (value.isNegative() || value.compareTo(most) > 0) {
                throw invalid(name, "is not between PT0S and " + most);
            }
            return value;
        } catch (DateTimeException malformed) {
            throw invalid(name, "is no duration, expected for example `PT30S`");
        }
    }

    /** Call last. */
    void refuseUnknown() {
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw invalid(
                        name,
                        "is unknown, expected one of " + known.stream().sorted().toList());
            }
        });
    }

    Fault invalid(String name, String what) {
        return new Fault(Fault.Code.INVALID, "setting `" + name + "` of verifier `" + verifier + "` " + what);
    }
}
