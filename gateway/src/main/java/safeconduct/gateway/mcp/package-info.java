/** The MCP door. */
@NullMarked
package safeconduct.gateway.mcp;

import org.jspecify.annotations.NullMarked;
