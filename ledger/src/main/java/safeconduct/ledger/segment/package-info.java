/** The files that hold the records: segments of checksummed batches. Not for users. */
@NullMarked
package safeconduct.ledger.segment;

import org.jspecify.annotations.NullMarked;
