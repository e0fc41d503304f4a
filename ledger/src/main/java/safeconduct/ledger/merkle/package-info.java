/** Merkle trees as in RFC 6962: hashes, proofs, and the tree that grows to the right. */
@NullMarked
package safeconduct.ledger.merkle;

import org.jspecify.annotations.NullMarked;
