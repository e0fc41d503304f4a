package safeconduct.verify;

import java.util.Optional;
import safeconduct.config.archive.BundleArchive;

/**
 * What an auditor has besides the ledger and its key.
 *
 * @param bundles the archive of rules; empty when there is none at hand
 * @param inputs what opens the questions of decisions
 * @param sample how many decisions are decided again, taken at random
 * @param seed of the random choice: the same seed takes the same decisions
 */
public record Evidence(Optional<BundleArchive> bundles, Inputs inputs, int sample, long seed) {

    /** How many decisions are decided again unless said otherwise. */
    public static final int SAMPLE = 1000;

    /** Nothing but the ledger. */
    public static final Evidence NONE = new Evidence(Optional.empty(), Inputs.NONE, 0, 0);
}
