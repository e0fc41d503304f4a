/** How answers go out to agents: whole, or as a stream of events. */
@NullMarked
package safeconduct.gateway.reply;

import org.jspecify.annotations.NullMarked;
