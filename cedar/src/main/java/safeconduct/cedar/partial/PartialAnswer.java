package safeconduct.cedar.partial;

import java.util.List;
import safeconduct.cedar.PolicySet;

/** What can be said already. */
public sealed interface PartialAnswer {

    /** Allowed, whatever the unknown turns out to be. */
    record Allowed(List<String> determining) implements PartialAnswer {}

    /** Denied, whatever the unknown turns out to be; no policy is named when none permits. */
    record Denied(List<String> determining) implements PartialAnswer {}

    /**
     * It depends: these policies decide as the whole set would, for every request that has the known parts. Each keeps
     * its id, names the known principal, action and resource in its head, and has only the conditions that are open.
     */
    record Depends(PolicySet residual) implements PartialAnswer {
        /** What must hold, as Cedar text. */
        public String text() {
            return residual.text();
        }
    }

    /** Decides as far as possible. Policies that err count as absent, as in every decision. */
    static PartialAnswer of(PolicySet policies, PartialRequest request, safeconduct.cedar.Entities entities) {
        return new PartialDecision(request, entities)
                .decide(policies.policies().stream()
                        .filter(policy -> !policy.isTemplate())
                        .toList());
    }
}
