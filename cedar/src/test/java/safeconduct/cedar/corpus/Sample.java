package safeconduct.cedar.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import safeconduct.cedar.Request;

/** Cases of the official corpus, for other tests. */
public record Sample(String name, String policies, String entities, String schema, List<Request> requests) {

    /** So many, the same for the same seed; none when the corpus is not there. */
    public static List<Sample> of(int count, long seed) throws IOException {
        Path shared = CorpusTest.shared();
        List<Sample> samples = new ArrayList<>();
        if (shared == null) {
            return samples;
        }
        Files files = Files.of(shared);
        List<String> names = new ArrayList<>(files.names());
        Collections.sort(names);
        Collections.shuffle(names, new Random(seed));
        for (String name : names) {
            Case one = samples.size() < count ? Case.of(files, name) : null;
            if (one != null) {
                Case.Texts texts = one.texts();
                samples.add(new Sample(
                        one.name(),
                        texts.policies(),
                        texts.entities(),
                        texts.schema(),
                        one.requests().stream().map(Case.Expected::request).toList()));
            }
        }
        return samples;
    }
}
