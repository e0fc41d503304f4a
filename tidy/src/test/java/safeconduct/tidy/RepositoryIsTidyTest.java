package safeconduct.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule, on this repository. The other tests of this module show that each rule can fail. */
class RepositoryIsTidyTest {

    private static final Path ROOT = root();

    private static Path root() {
        var folder = Path.of(System.getProperty("safeconduct.root", "."))
                .toAbsolutePath()
                .normalize();
        while (!Files.isRegularFile(folder.resolve("LICENSE"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static Stream<String> names() {
        return Rules.all(ROOT).keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isKept(String name) {
        var complaints = Rules.all(ROOT).get(name).check(new Repository(ROOT));

        assertEquals("", complaints.stream().map(Complaint::toString).collect(Collectors.joining("\n")));
    }

    @Test
    void readsEveryModuleOfTheBuild() {
        var withSources =
                new Repository(ROOT).sources().stream().map(Source::module).collect(Collectors.toSet());

        assertEquals(Map.of(), missing(withSources));
    }

    private static Map<String, List<String>> missing(java.util.Set<String> withSources) {
        var missing = new Repository(ROOT)
                .modules().stream()
                        .filter(module -> !withSources.contains(module))
                        .toList();
        return missing.isEmpty() ? Map.of() : Map.of("modules without a source that was read", missing);
    }
}
