package safeconduct.ledger.merkle;

/**
 * The records from {@code start} up to, and without, {@code end}. It is a subtree of every larger tree
 * when {@code start} is a multiple of the smallest power of two that is not less than its size.
 */
public record Subtree(long start, long end) {

    /** How many records it has. */
    public long size() {
        return end - start;
    }

    /** True when it has no records: such a one is part of every tree. */
    public boolean isEmpty() {
        return start >= 0 && start == end;
    }

    /** True when it can have a hash of its own in a tree. */
    public boolean isValid() {
        if (start < 0 || end <= start) {
            return false;
        }
        return size() == 1 || start % (Long.highestOneBit(size() - 1) << 1) == 0;
    }
}
