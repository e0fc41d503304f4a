/** Targets that speak MCP, by HTTP and as child processes: one connection for each task and target. */
@NullMarked
package safeconduct.gateway.upstream;

import org.jspecify.annotations.NullMarked;
