package safeconduct.ledger;

import java.time.Duration;

/**
 * How a ledger works.
 *
 * @param segmentBytes how long one file of records is; it is preallocated, and one more ahead of it
 * @param checkpointEvery after how many records a checkpoint is made
 * @param checkpointInterval after what time a checkpoint is made when there are new records
 * @param recordMax how long one record may be; never more than an entry bundle can hold
 */
public record LedgerOptions(int segmentBytes, int checkpointEvery, Duration checkpointInterval, int recordMax) {

    /** What an entry bundle can hold: its lengths have 16 bits. */
    public static final int RECORD_LENGTH_MAX = 65_535;

    /** The least that holds a few of the longest records. */
    public static final int SEGMENT_BYTES_MIN = 4 * (RECORD_LENGTH_MAX + 1);

    /** Good for one machine: 64 MiB, a checkpoint each second or each 50,000 records. */
    public static final LedgerOptions DEFAULTS =
            new LedgerOptions(64 << 20, 50_000, Duration.ofSeconds(1), RECORD_LENGTH_MAX);

    /** Checks every limit. */
    public LedgerOptions {
        if (segmentBytes < SEGMENT_BYTES_MIN || segmentBytes > 1 << 30) {
            throw LedgerFault.invalid("`segmentBytes` is `" + segmentBytes + "`, expected 262144 to 1073741824");
        }
        if (checkpointEvery < 1 || checkpointInterval.isNegative() || checkpointInterval.isZero()) {
            throw LedgerFault.invalid("checkpoints never, expected a positive number and a positive time");
        }
        if (recordMax < 1 || recordMax > RECORD_LENGTH_MAX) {
            throw LedgerFault.invalid("`recordMax` is `" + recordMax + "`, expected 1 to " + RECORD_LENGTH_MAX);
        }
    }
}
