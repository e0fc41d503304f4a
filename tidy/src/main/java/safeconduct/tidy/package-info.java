/** Rules about the code, as tests that name the cure. */
@NullMarked
package safeconduct.tidy;

import org.jspecify.annotations.NullMarked;
