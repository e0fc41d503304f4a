package safeconduct.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import safeconduct.kernel.Json;

/** What the schemas and the reference page say is what the readers take. {@code -Dupdate=true} writes the files again. */
class KeysTest {

    private static final String STRANGE = "zzzzzzzzzzzzzzzz";

    @TestFactory
    List<DynamicTest> everySectionKnowsExactlyTheKeysThatAreDocumented() {
        List<DynamicTest> tests = new ArrayList<>();
        Keys.files()
                .forEach((name, keys) -> tests.add(DynamicTest.dynamicTest(name, () -> {
                    Set<String> declared = new TreeSet<>();
                    declare(keys, declared);
                    assertEquals(declared, known(name, sample(keys)));
                })));
        return tests;
    }

    /** For each section its keys, as the readers say them about a strange one. */
    private static void declare(List<Key> keys, Set<String> sections) {
        Set<String> names = keys.stream().map(Key::name).collect(Collectors.toCollection(TreeSet::new));
        if (names.containsAll(Set.of("url", "command"))) { // Either is known only without the other.
            sections.add("headers, url");
            names.remove("headers");
        }
        sections.add(String.join(", ", names));
        keys.stream().filter(key -> !key.keys().isEmpty()).forEach(key -> declare(key.keys(), sections));
    }

    private static Set<String> known(String name, String yaml) {
        Problems problems = new Problems();
        Section section = YamlFile.read(name, yaml.getBytes(StandardCharsets.UTF_8), problems)
                .orElseThrow();
        switch (name) {
            case "safeconduct" -> ServerFile.read(section, Path.of("."));
            case "agent" -> AgentFile.read(section);
            case "target" -> {
                TargetFile.read(section);
                // The other way to reach it, with the keys that only it has.
                TargetFile.read(YamlFile.read(
                                name, yaml.replace("\"url\"", "\"uri\"").getBytes(StandardCharsets.UTF_8), problems)
                        .orElseThrow());
            }
            default -> PurposeFile.read(section);
        }
        return problems.sorted().stream()
                .map(Problem::message)
                .filter(message -> message.startsWith("unknown key `" + STRANGE))
                .map(message -> message.substring(message.indexOf('[') + 1, message.indexOf(']')))
                .map(list ->
                        new TreeSet<>(List.of(list.split(", ", -1))).stream().collect(Collectors.joining(", ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sample(List<Key> keys) {
        return example(keys).toString();
    }

    private static JsonNode example(List<Key> keys) {
        var json = Json.object().put(STRANGE, 1);
        for (Key key : keys) {
            switch (key.kind()) {
                case SECTION -> json.set(key.name(), example(key.keys()));
                case SECTIONS -> json.putArray(key.name()).add(example(key.keys()));
                case NAMED -> json.putObject(key.name()).set("some.name", example(key.keys()));
                case TEXTS -> json.putArray(key.name()).add("some");
                case TEXT_MAP, WORD_MAP -> json.putObject(key.name()).put("some", "some");
                default -> json.put(key.name(), "some");
            }
        }
        return json;
    }

    @Test
    void theFilesAreWhatTheCodePrints() throws IOException {
        Path reference = Path.of(System.getProperty("safeconduct.root")).resolve("docs/reference");
        same(
                reference.resolve("configuration.md"),
                "<!-- printed by safeconduct.config.ConfigurationPage: ./dev reference writes it again -->\n\n"
                        + ConfigurationPage.page());
        for (var file : Keys.files().entrySet()) {
            same(
                    reference.resolve("schemas").resolve(file.getKey() + ".json"),
                    SchemaPrinter.print(file.getKey(), file.getValue()));
        }
    }

    private static void same(Path file, String text) throws IOException {
        if (Boolean.getBoolean("update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertEquals(text, Files.readString(file), () -> file + ": run the test with -Dupdate=true");
    }
}
