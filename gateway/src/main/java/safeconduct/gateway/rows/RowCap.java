package safeconduct.gateway.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import safeconduct.catalog.Tool.ResultShape;
import safeconduct.kernel.Fault;
import safeconduct.kernel.Json;

/**
 * The rows of one result, and the result with fewer of them. A result that is cut says so twice: in {@code _meta} for
 * programs, in a text for models.
 *
 * <pre>"_meta":{"dev.safeconduct/withheld":{"rows":120,"of":200,"code":"budget_exhausted"}}</pre>
 */
public record RowCap(ObjectNode result, ResultShape shape, ArrayNode rows) {

    public static final String META = "dev.safeconduct/withheld";

    /** What a result holds. */
    public sealed interface Found {
        record Rows(RowCap cap) implements Found {}

        /** None that could be counted: its bytes alone count. */
        record None() implements Found {}

        /** It looks as if it held rows, and they cannot be read: nothing of it may be passed on. */
        record Unreadable() implements Found {}
    }

    /** The rows of a result of this shape. */
    public static Found find(ObjectNode result, ResultShape shape) {
        return switch (shape) {
            case UNKNOWN -> new Found.None();
            case STRUCTURED_ROWS -> {
                JsonNode rows = result.path("structuredContent").path("rows");
                yield rows instanceof ArrayNode array
                        ? new Found.Rows(new RowCap(result, shape, array))
                        : new Found.None();
            }
            case JSON_ARRAY_TEXT ->
                firstText(result)
                        .<Found>map(text -> inText(result, text.path("text").asText("")))
                        .orElse(new Found.None());
        };
    }

    private static Found inText(ObjectNode result, String text) {
        if (!text.stripLeading().startsWith("[")) {
            return new Found.None();
        }
        try {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof ArrayNode array
                    ? new Found.Rows(new RowCap(result, ResultShape.JSON_ARRAY_TEXT, array))
                    : new Found.None();
        } catch (Fault malformed) {
            return new Found.Unreadable();
        }
    }

    private static Optional<ObjectNode> firstText(ObjectNode result) {
        for (JsonNode item : result.path("content")) {
            if (item instanceof ObjectNode object
                    && object.path("type").asText("").equals("text")) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    public int count() {
        return rows.size();
    }

    /** The result with so many rows, and nothing that could repeat the others. */
    public ObjectNode first(int kept) {
        ArrayNode some = Json.array();
        for (int i = 0; i < kept; i++) {
            some.add(rows.get(i));
        }
        ObjectNode cut = result.deepCopy();
        ArrayNode content = cut.putArray("content");
        content.addObject().put("type", "text").put("text", Json.text(some));
        content.addObject().put("type", "text").put("text", note(kept));
        if (shape == ResultShape.STRUCTURED_ROWS) {
            cut.withObject("/structuredContent").set("rows", some);
        } else {
            cut.remove("structuredContent");
        }
        ObjectNode meta = cut.get("_meta") instanceof ObjectNode given ? given : cut.putObject("_meta");
        meta.putObject(META).put("rows", count() - kept).put("of", count()).put("code", "budget_exhausted");
        return cut;
    }

    private String note(int kept) {
        return "Safeconduct withheld " + (count() - kept) + " of " + count()
                + " rows: the budget of this task is used up. What is above is not complete.";
    }
}
