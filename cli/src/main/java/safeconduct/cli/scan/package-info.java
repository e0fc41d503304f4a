/** Looks at targets: what they offer, what has changed, what is suspicious. */
@NullMarked
package safeconduct.cli.scan;

import org.jspecify.annotations.NullMarked;
