/** Checks a ledger and what its records say, offline, with nothing but its files and its public key. */
@NullMarked
package safeconduct.verify;

import org.jspecify.annotations.NullMarked;
