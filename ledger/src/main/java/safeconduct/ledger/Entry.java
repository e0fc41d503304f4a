package safeconduct.ledger;

/**
 * One record and its place in the ledger.
 *
 * @param record belongs to whoever asked for it: change it, and only your copy changes
 */
// Compared by index; a copy for every reader of millions would cost more than it saves.
@SuppressWarnings("ArrayRecordComponent")
public record Entry(long index, byte[] record) {}
