/** Runs corpora of cases with known answers. */
@NullMarked
package safeconduct.cedar.corpus;

import org.jspecify.annotations.NullMarked;
