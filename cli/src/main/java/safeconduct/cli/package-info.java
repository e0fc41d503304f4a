/** The command line. */
@NullMarked
package safeconduct.cli;

import org.jspecify.annotations.NullMarked;
