/** What is written down: the closed set of events, and the recorder. */
@NullMarked
package safeconduct.record;

import org.jspecify.annotations.NullMarked;
