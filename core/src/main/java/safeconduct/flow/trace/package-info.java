/** Where a value comes from: exact knowledge, which can permit, and fingerprints, which can only taint. */
@NullMarked
package safeconduct.flow.trace;

import org.jspecify.annotations.NullMarked;
