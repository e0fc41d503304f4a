package safeconduct.record;

/** Remembers in memory how far the state knows the ledger. */
public final class MemoryPosition implements Position {

    private volatile long records;

    @Override
    public long get() {
        return records;
    }

    @Override
    public void set(long known) {
        records = known;
    }
}
