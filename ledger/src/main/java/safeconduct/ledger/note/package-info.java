/** Signed notes, checkpoints, cosignatures and proofs as text, as C2SP specifies them. */
@NullMarked
package safeconduct.ledger.note;

import org.jspecify.annotations.NullMarked;
