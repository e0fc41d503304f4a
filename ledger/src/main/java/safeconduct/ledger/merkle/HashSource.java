package safeconduct.ledger.merkle;

/** Gives the hashes of complete subtrees, by level (0 is the leaves) and number on that level. */
@FunctionalInterface
public interface HashSource {

    /** The 32 bytes of the hash over the records from {@code number << level}, {@code 1 << level} of them. */
    byte[] hash(int level, long number);
}
