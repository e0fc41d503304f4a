/** What the whole program adds to one call of a tool, beside a bare proxy and the direct way. */
@NullMarked
package safeconduct.bench.call;

import org.jspecify.annotations.NullMarked;
