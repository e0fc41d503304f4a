/** JSON-RPC as MCP uses it: read strictly, kept as the bytes that came, changed by splicing alone. */
@NullMarked
package safeconduct.gateway.rpc;

import org.jspecify.annotations.NullMarked;
