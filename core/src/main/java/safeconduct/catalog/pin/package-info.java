/** What a target said of itself when a person looked at it, and what has changed since. */
@NullMarked
package safeconduct.catalog.pin;

import org.jspecify.annotations.NullMarked;
