package safeconduct.record;

/**
 * Binds to a value without telling it: SHA-256 over 32 salt bytes and the value's canonical JSON, written as a
 * {@link safeconduct.kernel.Digest}. Whoever has salt and value can check it; from the commitment alone nothing follows.
 */
public record Commitment(String value) {}
