package safeconduct.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import safeconduct.config.archive.BundleArchive;
import safeconduct.kernel.Digest;
import safeconduct.kernel.Fault;
import safeconduct.ledger.VerifierReport.Bad;
import safeconduct.verify.Reevaluation.Result;

/**
 * Whether the rules that records name are there, and decisions follow from them.
 *
 * @param bad the first record of which that is not so
 * @param notes what was looked at
 * @param notProven what was not
 */
record Meaning(Optional<Bad> bad, List<String> notes, List<String> notProven) {

    private static final String NO_RULES =
            "that decisions follow from their policies: the archive of rules was not given";

    static Meaning of(Story story, Sample sample, Evidence evidence) {
        if (evidence.bundles().isEmpty()) {
            return new Meaning(Optional.empty(), List.of(), List.of(NO_RULES));
        }
        BundleArchive archive = evidence.bundles().get();
        Optional<Bad> missing = missing(story.bundles(), archive);
        if (missing.isPresent()) {
            return new Meaning(missing, List.of(), List.of());
        }
        String present = "rules that records name: " + story.bundles().size() + ", all present, digests right";
        return again(sample, new Reevaluation(archive, evidence.inputs()), List.of(present), evidence.seed());
    }

    private static Optional<Bad> missing(Map<String, Long> named, BundleArchive archive) {
        for (var bundle : named.entrySet()) {
            if (!present(bundle.getKey(), archive)) {
                String reason = "the rules `" + bundle.getKey() + "` that it names are missing, or were changed";
                return Optional.of(new Bad(bundle.getValue(), reason)); // In order of the records.
            }
        }
        return Optional.empty();
    }

    private static boolean present(String digest, BundleArchive archive) {
        try {
            return archive.find(new Digest(digest)).isPresent();
        } catch (Fault malformed) {
            return false;
        }
    }

    private static Meaning again(Sample sample, Reevaluation reevaluation, List<String> before, long seed) {
        var unknown = new TreeMap<String, Integer>();
        int same = 0;
        for (Sample.Taken taken : sample.taken()) {
            switch (reevaluation.again(taken)) {
                case Result.Same follows -> same++;
                case Result.Unknown(var why) -> unknown.merge(why, 1, Integer::sum);
                case Result.Different(var how) -> {
                    return new Meaning(Optional.of(new Bad(taken.index(), how)), before, List.of());
                }
            }
        }
        var notes = new ArrayList<>(before);
        notes.add("decided again: " + sample.taken().size() + " of " + sample.seen() + " decisions (seed " + seed
                + "), of which " + same + " are the same, none is different");
        var notProven = new ArrayList<String>();
        unknown.forEach((why, count) ->
                notProven.add("that " + count + " decisions of the sample follow from their policies: " + why));
        if (sample.seen() > sample.taken().size()) {
            notProven.add("that decisions outside the sample follow from their policies");
        }
        return new Meaning(Optional.empty(), notes, notProven);
    }
}
