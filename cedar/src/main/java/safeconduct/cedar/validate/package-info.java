/** Checks policies against a schema before anything runs. */
@NullMarked
package safeconduct.cedar.validate;

import org.jspecify.annotations.NullMarked;
