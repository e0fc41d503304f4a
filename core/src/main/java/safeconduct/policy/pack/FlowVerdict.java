package safeconduct.policy.pack;

import java.util.List;

/** What a pack says about one call. Rules are ids, in order. */
public sealed interface FlowVerdict {

    /** Nothing stands against it. */
    record Passes() implements FlowVerdict {}

    /**
     * A person must say yes first.
     *
     * @param questions one for each rule
     */
    record Asks(List<String> rules, List<String> questions) implements FlowVerdict {
        public Asks {
            rules = List.copyOf(rules);
            questions = List.copyOf(questions);
        }
    }

    /**
     * It is forbidden.
     *
     * @param reasons one for each rule
     */
    record Forbids(List<String> rules, List<String> reasons) implements FlowVerdict {
        public Forbids {
            rules = List.copyOf(rules);
            reasons = List.copyOf(reasons);
        }
    }
}
