/** What everything stands on: time, ids, faults, secrets, JSON. */
@NullMarked
package safeconduct.kernel;

import org.jspecify.annotations.NullMarked;
