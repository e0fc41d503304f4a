/** Reads everything that a target offers. */
@NullMarked
package safeconduct.gateway.scan;

import org.jspecify.annotations.NullMarked;
