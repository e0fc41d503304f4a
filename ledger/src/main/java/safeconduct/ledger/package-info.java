/** A tamper-evident log of bytes. */
@NullMarked
package safeconduct.ledger;

import org.jspecify.annotations.NullMarked;
