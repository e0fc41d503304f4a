package safeconduct.grant;

import java.util.List;
import java.util.Optional;
import safeconduct.policy.Decision;

/** The answer when a task asks for its credential at a target. */
public sealed interface Holding {

    /** Here it is; empty when the target needs none. */
    record Held(Optional<Credential> credential) implements Holding {}

    /** It may not have one. */
    record Refused(Decision.Deny denial, List<String> excess) implements Holding {
        public Refused {
            excess = List.copyOf(excess);
        }
    }
}
