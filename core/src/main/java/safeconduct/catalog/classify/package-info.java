/** What a tool does, worked out from what it says of itself: effect, reach, roles of parameters, trust of results. */
@NullMarked
package safeconduct.catalog.classify;

import org.jspecify.annotations.NullMarked;
