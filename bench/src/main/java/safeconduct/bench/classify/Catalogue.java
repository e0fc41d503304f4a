package safeconduct.bench.classify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.kernel.Json;

/**
 * A file of tools: one a line with {@code server} and {@code tool}, or what MCP's {@code tools/list} returns, with or without
 * its JSON-RPC envelope; plain or gzip.
 */
record Catalogue(List<Entry> entries) {

    /** One tool of one server. */
    record Entry(String server, ToolDescription tool) {}

    static Catalogue read(Path file) throws IOException {
        String text = text(file);
        List<Entry> entries = new ArrayList<>();
        String head = text.stripLeading();
        if (head.startsWith("[") || whole(text)) {
            JsonNode root = Json.parse(text);
            JsonNode tools = root.isArray()
                    ? root
                    : root.has("result") ? root.path("result").path("tools") : root.path("tools");
            tools.forEach(tool -> entries.add(entry(tool)));
        } else {
            text.lines().filter(line -> !line.isBlank()).forEach(line -> entries.add(entry(Json.parse(line))));
        }
        return new Catalogue(List.copyOf(entries));
    }

    /** One value with tools in it, and not one tool a line. */
    private static boolean whole(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return first.strip().equals("{")
                || (first.contains("\"tools\"") && !first.contains("\"inputSchema\":{\"tools\""));
    }

    private static Entry entry(JsonNode tool) {
        ObjectNode described = tool instanceof ObjectNode object ? object : Json.object();
        return new Entry(described.path("server").asText(""), ToolDescription.of(described));
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (file.toString().endsWith(".gz")) {
                try (InputStream unpacked = new GZIPInputStream(in)) {
                    return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
