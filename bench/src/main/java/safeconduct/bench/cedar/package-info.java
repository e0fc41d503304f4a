/** Decisions of our Cedar engine beside those of the official one. */
@NullMarked
package safeconduct.bench.cedar;

import org.jspecify.annotations.NullMarked;
