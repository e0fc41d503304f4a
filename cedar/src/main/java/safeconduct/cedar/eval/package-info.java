/** Policies made ready to run: conditions as closures, policies found by their scopes. */
@NullMarked
package safeconduct.cedar.eval;

import org.jspecify.annotations.NullMarked;
