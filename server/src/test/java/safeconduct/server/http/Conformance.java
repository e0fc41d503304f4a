package safeconduct.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import safeconduct.api.OpenApi;
import safeconduct.kernel.Json;

/** Holds an answer against the OpenAPI document: known operation, declared content type, body of the declared schema. */
final class Conformance {

    private static final ObjectNode DOCUMENT = Json.parseObject(OpenApi.text());

    private Conformance() {}

    static void check(String method, String path, int status, Optional<String> contentType, String body) {
        Optional<JsonNode> operation = operation(method, path);
        if (operation.isEmpty()) {
            assertEquals(true, status == 404 || status == 405, "an undocumented path answered " + status);
            return;
        }
        JsonNode responses = operation.get().get("responses");
        JsonNode content = responses.path(status == 200 ? "200" : "default").get("content");
        String type = contentType.orElse("").replaceAll(";.*", "");
        JsonNode declared = content.get(type);
        assertEquals(true, declared != null, "content type `" + type + "` is not declared, but " + content);
        if (type.endsWith("json")) {
            validate(declared.get("schema"), body);
        }
    }

    private static void validate(JsonNode schema, String body) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", DOCUMENT.get("components"));
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Schema compiled = registry.getSchema(Json.text(whole), InputFormat.JSON);
        List<?> complaints = compiled.validate(body, InputFormat.JSON);
        assertEquals(List.of(), complaints, body);
    }

    private static Optional<JsonNode> operation(String method, String path) {
        for (Map.Entry<String, JsonNode> entry : DOCUMENT.get("paths").properties()) {
            String pattern = entry.getKey().replace(".", "\\.").replaceAll("\\{[a-z]+}", "[^/]+");
            JsonNode operation = entry.getValue().get(method.toLowerCase(Locale.ROOT));
            if (operation != null && path.matches(pattern)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }
}
