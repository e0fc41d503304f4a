package safeconduct.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private static final Path FILE = Path.of(System.getProperty("safeconduct.root"), "docs/reference/openapi.json");

    /** Written anew with {@code -Dupdate=true}, and read in review. */
    @Test
    void isWhatStandsInTheReference() throws Exception {
        if (Boolean.getBoolean("update")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, OpenApi.text());
        }
        assertEquals(Files.readString(FILE), OpenApi.text(), "run mvn -pl api -am test -Dupdate=true");
    }

    @Test
    void hasEveryEndpointOnceUnderItsOwnName() {
        ObjectNode document = OpenApi.document();
        Set<String> ids = new HashSet<>();
        for (JsonNode path : document.get("paths")) {
            path.forEach(
                    operation -> assertTrue(ids.add(operation.get("operationId").asText())));
        }
        assertEquals(Endpoints.ALL.size(), ids.size());
    }

    @Test
    void refersOnlyToSchemasThatItHas() {
        ObjectNode document = OpenApi.document();
        Set<String> known = new HashSet<>();
        document.get("components").get("schemas").fieldNames().forEachRemaining(known::add);
        for (JsonNode reference : document.findValues("$ref")) {
            String name = reference.asText().substring("#/components/schemas/".length());
            assertTrue(known.contains(name), name);
        }
    }

    @Test
    void letsNobodyInWithoutACredentialButForWhatTellsNothing() {
        Set<String> open = new HashSet<>();
        for (Endpoint endpoint : Endpoints.ALL) {
            if (endpoint.who() == Endpoint.Who.ANYONE) {
                open.add(endpoint.id());
            }
        }
        assertEquals(Set.of("health", "ready", "openapi"), open);
    }
}
