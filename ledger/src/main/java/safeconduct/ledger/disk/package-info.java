/** The files below the ledger, behind a seam where tests make them fail. Not for users. */
@NullMarked
package safeconduct.ledger.disk;

import org.jspecify.annotations.NullMarked;
