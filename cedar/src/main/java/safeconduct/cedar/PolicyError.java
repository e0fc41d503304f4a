package safeconduct.cedar;

/** A policy that could not be evaluated, and therefore did not count. */
public record PolicyError(String policyId, String message) {}
