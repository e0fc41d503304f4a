/** Measures the classifier of tools against vendors' hints and labels made by hand. */
@NullMarked
package safeconduct.bench.classify;

import org.jspecify.annotations.NullMarked;
