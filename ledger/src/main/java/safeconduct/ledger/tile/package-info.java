/** A ledger as static files that any HTTP server can serve, as C2SP's tlog-tiles specifies them. */
@NullMarked
package safeconduct.ledger.tile;

import org.jspecify.annotations.NullMarked;
