package safeconduct.record;

import java.time.Instant;

/**
 * One entry of the ledger.
 *
 * @param index its place, from 0, without gaps
 * @param time of our clock when it was written
 */
public record Recorded(long index, Instant time, Event event) {}
