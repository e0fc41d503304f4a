/** Says why a decision came out as it did, and what would have changed it. */
@NullMarked
package safeconduct.cedar.explain;

import org.jspecify.annotations.NullMarked;
