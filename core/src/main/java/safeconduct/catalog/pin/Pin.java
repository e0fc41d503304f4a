package safeconduct.catalog.pin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.kernel.CanonicalJson;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Json;

/**
 * What a thing of a target claims to be, in two digests.
 *
 * @param shape over its name, its schemas (with the words in them) and its annotations: what it takes and gives
 * @param prose over its title and description: what a model is told of it
 */
public record Pin(Digest shape, Digest prose) {

    public static Pin of(ToolDescription tool) {
        ObjectNode shape = Json.object().put("name", tool.name());
        shape.set("inputSchema", tool.inputSchema());
        tool.outputSchema().ifPresent(schema -> shape.set("outputSchema", schema));
        shape.set("annotations", tool.annotations());
        return of(shape, tool.title(), tool.description());
    }

    /** Of a resource, a template or a prompt as MCP lists it: everything but its words is its shape. */
    public static Pin of(JsonNode listed) {
        ObjectNode shape = Json.object();
        listed.properties().stream()
                .filter(member -> !member.getKey().equals("title")
                        && !member.getKey().equals("description")
                        && !member.getKey().equals("icons")
                        && !member.getKey().equals("_meta"))
                .forEach(member -> shape.set(member.getKey(), member.getValue()));
        return of(
                shape,
                listed.path("title").asText(""),
                listed.path("description").asText(""));
    }

    private static Pin of(ObjectNode shape, String title, String description) {
        ObjectNode prose = Json.object().put("title", title).put("description", description);
        return new Pin(Digest.of(CanonicalJson.exactBytes(shape)), Digest.of(CanonicalJson.exactBytes(prose)));
    }
}
