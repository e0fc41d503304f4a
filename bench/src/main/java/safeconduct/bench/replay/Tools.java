package safeconduct.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import safeconduct.kernel.Json;

/** Tools of a file: what {@code tools/list} returns, or one tool a line with the name of its {@code server}; plain or gzip. */
final class Tools {

    private Tools() {}

    static JsonNode read(Path file) throws IOException {
        String text = text(file);
        if (text.lines()
                .skip(1)
                .findFirst()
                .filter(line -> line.startsWith("{"))
                .isPresent()) {
            ArrayNode tools = Json.array();
            text.lines().filter(line -> !line.isBlank()).forEach(line -> tools.add(named(Json.parse(line))));
            return tools;
        }
        JsonNode root = Json.parse(text);
        return root.isArray() ? root : root.has("result") ? root.path("result").path("tools") : root.path("tools");
    }

    private static JsonNode named(JsonNode tool) {
        return tool.has("name") ? tool : ((ObjectNode) tool).set("name", tool.path("tool"));
    }

    /** Under which a tool is known: its name, with that of its server where the file says one. */
    static String key(JsonNode tool) {
        String name = tool.path(tool.has("tool") ? "tool" : "name").asText();
        return tool.has("server") ? tool.path("server").asText() + "/" + name : name;
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
