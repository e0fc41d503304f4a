/** Says who stands behind what was shown at the door. */
@NullMarked
package safeconduct.identity;

import org.jspecify.annotations.NullMarked;
