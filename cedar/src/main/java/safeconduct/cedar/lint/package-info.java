/** Finds policies that are well formed and probably not meant so. */
@NullMarked
package safeconduct.cedar.lint;

import org.jspecify.annotations.NullMarked;
