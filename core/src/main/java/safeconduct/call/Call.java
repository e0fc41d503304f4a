package safeconduct.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import safeconduct.catalog.TargetName;

/**
 * What an agent wants to do at a target.
 *
 * @param method the MCP method: {@code tools/call}, {@code resources/read}, {@code prompts/get}
 * @param name of the tool or prompt, or the URI of the resource
 * @param input the arguments as they were sent; an empty object when there are none
 */
public record Call(TargetName target, String method, String name, ObjectNode input) {}
