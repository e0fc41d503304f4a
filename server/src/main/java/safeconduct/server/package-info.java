/** Makes every object, by hand; starts and stops. */
@NullMarked
package safeconduct.server;

import org.jspecify.annotations.NullMarked;
