/** Measures what judging the flow of data costs. */
@NullMarked
package safeconduct.bench.flow;

import org.jspecify.annotations.NullMarked;
