/** A person's answer to what policy asks: bound to one call, until one time, usable once. */
@NullMarked
package safeconduct.approval;

import org.jspecify.annotations.NullMarked;
