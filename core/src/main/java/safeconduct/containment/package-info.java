/** Freeze and kill: what may do nothing more, from this moment. */
@NullMarked
package safeconduct.containment;

import org.jspecify.annotations.NullMarked;
