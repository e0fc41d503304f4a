package safeconduct.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import safeconduct.config.archive.BundleArchive;

/**
 * What stands on the command line.
 *
 * @param plain arguments without a name, in order
 * @param options by name, without the dashes
 */
record Arguments(List<String> plain, Map<String, String> options) {

    private static final List<String> NAMES = List.of("bundles", "openings", "sample", "seed");

    /** Empty when it is not as the help text says. */
    static Optional<Arguments> parse(List<String> given) {
        var plain = new ArrayList<String>();
        var options = new HashMap<String, String>();
        for (int i = 0; i < given.size(); i++) {
            String word = given.get(i);
            if (!word.startsWith("--")) {
                plain.add(word);
            } else if (NAMES.contains(word.substring(2)) && i + 1 < given.size()) {
                options.put(word.substring(2), given.get(++i));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Arguments(plain, options));
    }

    Evidence evidence() throws IOException {
        Optional<BundleArchive> archive =
                Optional.ofNullable(options.get("bundles")).map(Path::of).map(BundleArchive::new);
        String openings = options.get("openings");
        Inputs inputs = openings == null ? Inputs.NONE : GivenInputs.read(Path.of(openings));
        int sample = Integer.parseInt(options.getOrDefault("sample", "" + Evidence.SAMPLE));
        String seed = options.get("seed");
        long chosen = seed == null ? RandomGenerator.getDefault().nextLong() >>> 1 : Long.parseLong(seed);
        return new Evidence(archive, inputs, sample, chosen);
    }
}
