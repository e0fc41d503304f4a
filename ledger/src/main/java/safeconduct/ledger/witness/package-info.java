/** Witnesses: others that watch a ledger grow, and say so under its checkpoints (c2sp.org/tlog-witness). */
@NullMarked
package safeconduct.ledger.witness;

import org.jspecify.annotations.NullMarked;
