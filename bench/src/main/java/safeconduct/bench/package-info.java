/** Benchmarks of the hot paths. */
@NullMarked
package safeconduct.bench;

import org.jspecify.annotations.NullMarked;
