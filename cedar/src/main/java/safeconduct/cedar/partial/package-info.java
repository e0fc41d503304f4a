/** Decisions about requests of which a part is not known yet. */
@NullMarked
package safeconduct.cedar.partial;

import org.jspecify.annotations.NullMarked;
