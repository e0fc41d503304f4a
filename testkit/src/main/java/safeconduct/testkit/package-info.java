/** Real databases and processes for tests and the demo, and ways to break them. */
@NullMarked
package safeconduct.testkit;

import org.jspecify.annotations.NullMarked;
