package safeconduct.record;

/** Up to where the state store knows the ledger: how many of its first records. Kept in the state store itself. */
public interface Position {

    /** 0 for a new store. */
    long get();

    /** Durable when it returns. */
    void set(long records);
}
