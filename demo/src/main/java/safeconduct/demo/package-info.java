/** The demonstration. */
@NullMarked
package safeconduct.demo;

import org.jspecify.annotations.NullMarked;
