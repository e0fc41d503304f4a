package safeconduct.bench.classify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.catalog.classify.ToolListing;
import safeconduct.kernel.Json;

/**
 * A file of tools: one a line with {@code server} and {@code tool}, or what MCP's {@code tools/list} returns, with or without
 * its JSON-RPC envelope; plain or gzip.
 */
record Catalogue(List<Entry> entries) {

    /** One tool of one server. */
    record Entry(String server, ToolDescription tool) {}

    static Catalogue read(Path file) throws IOException {
        return new Catalogue(
                ToolListing.read(text(file)).stream().map(Catalogue::entry).toList());
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
