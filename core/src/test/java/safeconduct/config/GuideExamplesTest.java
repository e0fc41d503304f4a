package safeconduct.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide shows can be loaded, and means what the guide says. */
class GuideExamplesTest {

    private static final String SERVER = """
        identity:
          - {name: local, kind: local, settings: {}}
        """;

    private static final String TARGET = """
        target: shop
        environment: dev
        mcp: {command: [shop-server]}
        tools:
          query: {effect: read, sql: sql, rows: json_array_text}
        broker: {kind: postgresql, settings: {host: 127.0.0.1}}
        """;

    @TempDir
    Path root;

    @Test
    void loadsThePurposeOfTheGuideAndCompilesItAsShown() throws IOException {
        var page = page("docs/guide/purposes.md");
        write("safeconduct.yaml", SERVER);
        write("targets/shop.yaml", TARGET);
        write("purposes/answer-ticket.yaml", block(page, "yaml", "purpose: answer-ticket"));

        var loaded = assertInstanceOf(Loading.Loaded.class, ConfigSource.load(root), () -> problems());

        assertEquals(block(page, "cedar", "@id"), loaded.configuration().cedar().get("purposes/answer-ticket.cedar"));
    }

    private String problems() {
        return ConfigSource.load(root) instanceof Loading.Broken(List<Problem> all) ? all.toString() : "";
    }

    private void write(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String block(String page, String language, String start) {
        var block = Pattern.compile("(?s)```" + language + "\n(" + Pattern.quote(start) + ".*?\n)```")
                .matcher(page);
        if (!block.find()) {
            throw new IllegalStateException("no " + language + " that starts with `" + start + "`");
        }
        return block.group(1);
    }

    private static String page(String name) throws IOException {
        var folder = Path.of(System.getProperty("safeconduct.root", ".")).toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("LICENSE"))) {
            folder = folder.getParent();
        }
        return Files.readString(folder.resolve(name));
    }
}
