/** Credentials made for one task at one target, and their end. */
@NullMarked
package safeconduct.grant;

import org.jspecify.annotations.NullMarked;
