package safeconduct.cedar.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    private static final long SEED = Long.getLong("seed", new Random().nextLong());
    private static final int SAMPLE = 600;

    @Test
    void answersASampleOfTheOfficialCorpusAsItSays() throws IOException {
        Path shared = shared();
        assumeTrue(shared != null, "left out: no `shared/vectors/cedar/corpus.tar.gz` above " + root());
        Corpus corpus = Corpus.run(shared, SAMPLE, SEED);
        assertEquals(SAMPLE, corpus.tally().cases());
        assertEquals(List.of(), corpus.tally().differences(), "repeat with -Dseed=" + SEED);
    }

    private static Path root() {
        return Path.of(System.getProperty("safeconduct.root", "")).toAbsolutePath();
    }

    static Path shared() {
        for (Path folder = root(); folder != null; folder = folder.getParent()) {
            Path corpus = folder.resolve("shared/vectors/cedar/corpus.tar.gz");
            if (Files.exists(corpus)) {
                return corpus;
            }
        }
        return null;
    }

    @Test
    void namesEachDifference(@TempDir Path folder) throws IOException {
        Map.of(
                        "x.cedar", "permit (principal, action, resource);",
                        "x.entities.json", "[]",
                        "x.json", """
                        {"policies": "t/x.cedar", "entities": "t/x.entities.json", "requests": [{
                         "principal": {"type": "U", "id": "a"}, "action": {"type": "Action", "id": "a"},
                         "resource": {"type": "R", "id": "r"}, "context": {}, "decision": "deny",
                         "reason": ["policy7"], "errors": []}]}\
                        """)
                .forEach((name, text) -> write(folder.resolve(name), text));
        Corpus corpus = Corpus.run(folder, 10, 0);
        assertEquals(
                List.of(
                        "x.json request 0: decisions: expected `false`, was `true`",
                        "x.json request 0: determining: expected `[policy7]`, was `[policy0]`"),
                corpus.tally().differences());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
