/** The door's own tools, by which an agent learns what its task may do, and asks people. */
@NullMarked
package safeconduct.gateway.own;

import org.jspecify.annotations.NullMarked;
