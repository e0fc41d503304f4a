/** Cedar text: reading it, with all its errors, and writing it. */
@NullMarked
package safeconduct.cedar.syntax;

import org.jspecify.annotations.NullMarked;
