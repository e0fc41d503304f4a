/** Durable appends beside SQLite and the bare disk, verification, and how cost grows. */
@NullMarked
package safeconduct.bench.ledger;

import org.jspecify.annotations.NullMarked;
