/** Who calls, and for whom; and how a workload or a user proves it. */
@NullMarked
package safeconduct.caller;

import org.jspecify.annotations.NullMarked;
