package safeconduct.policy;

import safeconduct.caller.Caller;
import safeconduct.policy.PolicyEngine.Usage;

/**
 * A task above the one that calls: what is allowed to the child must be allowed to it too, by its own purpose and
 * parameters.
 *
 * @param usage what it and all tasks under it have used
 */
public record Ancestor(Caller caller, Envelope envelope, Usage usage) {}
