package safeconduct.gateway.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** What a schema of a stranger may cost: no reference leaves it, and what applies to one value is bounded. */
final class SchemaBounds {

    /** Parts that apply to an argument, references followed; a part that refers to one above it counts a hundredfold. */
    static final int PARTS_MAX = 20_000;

    static final int LENGTH_MAX = 256 * 1024;

    private static final int AGAIN = 100;
    private static final int DEPTH_MAX = 128;
    private static final Set<String> ELSEWHERE = Set.of("$dynamicRef", "$recursiveRef", "$id", "id", "$anchor");

    private final JsonNode root;
    private int parts;

    private SchemaBounds(JsonNode root) {
        this.root = root;
    }

    /** Why it is not used, if it is not. */
    static Optional<String> excess(ObjectNode schema) {
        if (schema.toString().length() > LENGTH_MAX) {
            return Optional.of("it is longer than " + LENGTH_MAX + " characters");
        }
        return new SchemaBounds(schema).of(schema, 0);
    }

    private Optional<String> of(JsonNode part, int depth) {
        if (depth > DEPTH_MAX) {
            parts += AGAIN;
            return tooMuch();
        }
        parts++;
        if (part.isObject()) {
            Optional<String> wrong = reference((ObjectNode) part, depth);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        for (JsonNode below : part) {
            Optional<String> wrong = parts > PARTS_MAX ? tooMuch() : of(below, depth + 1);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private Optional<String> tooMuch() {
        return parts > PARTS_MAX ? Optional.of("more than " + PARTS_MAX + " parts of it apply") : Optional.empty();
    }

    private Optional<String> reference(ObjectNode part, int depth) {
        for (String name : ELSEWHERE) {
            if (depth > 0 && part.path(name).isTextual() && name.startsWith("$")) {
                return Optional.of("it uses `" + name + "`");
            }
        }
        if (!part.path("$ref").isTextual()) {
            return Optional.empty();
        }
        String ref = part.path("$ref").textValue();
        if (!ref.equals("#") && !ref.startsWith("#/")) {
            return Optional.of("it refers to `" + ref.substring(0, Math.min(80, ref.length())) + "`, outside itself");
        }
        return of(root.at(ref.substring(1)), depth + 1);
    }
}
