/** Task tokens and proofs: issue and verify, keys and their rotation. */
@NullMarked
package safeconduct.token;

import org.jspecify.annotations.NullMarked;
