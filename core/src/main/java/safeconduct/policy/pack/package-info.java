/** Flow policy: the packs that are shipped, and what they say about one call. */
@NullMarked
package safeconduct.policy.pack;

import org.jspecify.annotations.NullMarked;
